package iostreams

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func FuzzGuardLetsNoControlThrough(f *testing.F) {
	f.Add([]byte("a\xc2"), []byte("\x9bb\x1b"))
	f.Add([]byte("\xc2\xc2"), []byte("\xa9\n"))
	f.Add([]byte("a\xe2"), []byte("\x80\xaeb\xe2\xe2\x81\xa6\xef\xbb\xbf"))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		var out bytes.Buffer
		g := Visible(&out)
		for _, part := range [][]byte{first, second, []byte("\n")} {
			if n, err := g.Write(part); n != len(part) || err != nil {
				t.Fatal(n, err)
			}
		}
		if valid := strings.ToValidUTF8(string(first)+string(second), ""); valid == string(first)+string(second) && strings.ContainsAny(out.String(), "\u202a\u202e\u2066\u2069\ufeff") {
			t.Fatalf("%q still turns around", out.Bytes())
		}
		for i, c := range out.Bytes() {
			if c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
				t.Fatalf("%q still holds %x", out.Bytes(), c)
			}
			if i > 0 && out.Bytes()[i-1] == firstOfC1 && c >= 0x80 && c < 0xa0 {
				t.Fatalf("%q still holds a C1 control", out.Bytes())
			}
		}
	})
}

func TestNoControlCharacterPassesErr(t *testing.T) {
	t.Parallel()
	s, _, _, errOut := Test()
	fmt.Fprintln(s.Err, "user \x1b[31mred: not found")
	s.SetTerminal(80, 24)
	fmt.Fprintln(s.Err, "user \x1b[31mred: not found")
	if want := "user ^[[31mred: not found\nuser ^[[31mred: not found\n"; errOut.String() != want {
		t.Errorf("got %q, want %q", errOut, want)
	}
}

// What is no control character passes, whole, also where it begins like one.
func TestVisibleKeepsText(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	w := Visible(&out)
	const text = "Gödel’s “€” — 例 ‹￼› \u2065 \u202f.\n"
	for i := range len(text) {
		if _, err := w.Write([]byte{text[i]}); err != nil {
			t.Fatal(err)
		}
	}
	if out.String() != text {
		t.Errorf("got %q, want %q", out.String(), text)
	}
	out.Reset()
	fmt.Fprint(w, "fdp\u202exe.exe\u2066\ufeff\u009b!")
	if want := "fdpxe.exe^[[!"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}
