package iostreams

import (
	"bytes"
	"fmt"
	"testing"
)

func FuzzGuardLetsNoControlThrough(f *testing.F) {
	f.Add([]byte("a\xc2"), []byte("\x9bb\x1b"))
	f.Add([]byte("\xc2\xc2"), []byte("\xa9\n"))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		var out bytes.Buffer
		g := Visible(&out)
		for _, part := range [][]byte{first, second, []byte("\n")} {
			if n, err := g.Write(part); n != len(part) || err != nil {
				t.Fatal(n, err)
			}
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
