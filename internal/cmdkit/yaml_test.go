package cmdkit

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// texts are such as a reader of YAML may take for something else.
func texts() []string {
	return []string{
		"", " ", "  a", "a  ", "\t", "a\tb", "\ta", "1", "01", "0x1F", "0o17", "0b1", "1e3", "1_000", "12:30:45", "-1", "+1", ".5", ".inf", ".NaN",
		"true", "True", "no", "ON", "y", "null", "Null", "~", "2026-11-22", "2026-11-22T10:00:00Z", "#", "a #b", "a#b", "a: b", "a:", ":a", "- a", "-", "--- ",
		"---", "...", "? a", "%a", "@a", "`a", "!a", "&a", "*a", "|", ">", "{a", "[a", "}", "]", ",", "'a'", `"a"`, `\`, `a\nb`, "<<", "=",
		"a\nb", "a\n", "\na", "a\n\nb\n\n", "  a\n b", "a \nb", "a\r\nb", "a\rb", "\n", "日本語", "שלום עולם", "\u202eabc", "🎉", "e\u0301",
		"\u2028", "\u2029", "\u0085", "\u00a0", "\u200b", "\ufeffa", "\ufffd", "\x00", "\x1b[31m", "\x7f", "\u0080", "a\ufffe", "\U0010ffff",
		strings.Repeat("x ", 200), "# was (leave this line): {}",
	}
}

// comesBack writes an object that holds a text in many places as a document,
// and reads it.
func comesBack(t *testing.T, s string) {
	t.Helper()
	item := odata.NewObject("v", s, "w", []string{s, "b", s})
	o := odata.NewObject("v", s, "list", []*odata.Object{item, item}, "in", odata.NewObject("v", s, "deeper", item), "last", s)
	if !o.Has(s) {
		o.Set(s, s)
	}
	text := append([]byte("# a comment\n"), output.AppendYAML(nil, o)...)
	for name, text := range map[string][]byte{
		"as it is":  text,
		"with CRLF": bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")),
		"with more": append(append(bytes.Clone(text), "---\n"...), text...),
	} {
		docs, err := parseDocuments(text)
		if err != nil {
			t.Errorf("%q, %s: %v\n%s", s, name, err, text)
			continue
		}
		for _, doc := range docs {
			if diff := cmp.Diff(decoded(t, o), decoded(t, doc)); diff != "" {
				t.Errorf("%q, %s: %s\n%s", s, name, diff, text)
			}
		}
	}
}

func decoded(t *testing.T, o *odata.Object) (v any) {
	t.Helper()
	if err := json.Unmarshal(o.AppendJSON(nil), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTextsComeBackFromDocuments(t *testing.T) {
	t.Parallel()
	for _, s := range texts() {
		comesBack(t, s)
	}
}

func FuzzTextsComeBackFromDocuments(f *testing.F) {
	for _, s := range texts() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip("no text")
		}
		comesBack(t, s)
	})
}
