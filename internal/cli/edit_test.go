package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/iostreams"
)

// desk is where an application is edited: a directory, and an editor that
// puts a text in the place of what it is given.
type desk struct {
	t    *testing.T
	home string
	// answer, if not nil, may answer a request in the directory's place.
	answer func(*http.Request) (*http.Response, error)
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the editor is a shell's")
	}
	d := &desk{t: t, home: t.TempDir()}
	d.run("", "app", "create", "Payroll", "--notes", "before", "--set", "uniqueName=payroll")
	d.run("", "app", "addpassword", "Payroll", "-q", "--display-name", "ci")
	return d
}

func (d *desk) through(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(r *http.Request) (*http.Response, error) {
		if d.answer != nil {
			if answer, err := d.answer(r); answer != nil || err != nil {
				return answer, err
			}
		}
		return next.RoundTrip(r)
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// run runs a command on a terminal with an editor.
func (d *desk) run(editor string, args ...string) (code int, out, told string) {
	streams, _, printed, problems := iostreams.Test()
	streams.InTTY = true
	env := map[string]string{"TENANTCTL_HOME": d.home, "VISUAL": editor, "EDITOR": "false"}
	code = cli.Run(d.t.Context(), cli.Options{
		Args: args, IO: streams, Now: time.Now, Wrap: d.through,
		Env: func(name string) string { return env[name] },
	})
	return code, printed.String(), problems.String()
}

// text is what an editor is given.
func (d *desk) text() string {
	d.t.Helper()
	seen := filepath.Join(d.t.TempDir(), "seen")
	if code, _, told := d.run(`f() { cp "$1" '`+seen+`'; }; f`, "app", "edit", "Payroll"); code != 0 || told != "nothing changed\n" {
		d.t.Fatalf("exit code %d: %s", code, told)
	}
	data, err := os.ReadFile(seen)
	if err != nil {
		d.t.Fatal(err)
	}
	return string(data)
}

// edit edits: the text becomes another one.
func (d *desk) edit(text string) (code int, told string) {
	d.t.Helper()
	file := filepath.Join(d.t.TempDir(), "text")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	code, _, told = d.run("cp '"+file+"'", "app", "edit", "Payroll")
	return code, told
}

func (d *desk) notes() string {
	d.t.Helper()
	_, out, told := d.run("", "app", "get", "Payroll", "-o", "json")
	var o struct{ Notes string }
	if err := json.Unmarshal([]byte(out), &o); err != nil {
		d.t.Fatal(err, told)
	}
	return o.Notes
}

// kept finds the file that a message says the text is kept in.
func (d *desk) kept(told string) (path, text string) {
	d.t.Helper()
	found := regexp.MustCompile("your text is kept in (.*); go on with `tenantctl app edit Payroll -f (.*)`").FindStringSubmatch(told)
	if found == nil || found[1] != found[2] {
		d.t.Fatalf("no file is told: %s", told)
	}
	path = found[1]
	d.t.Cleanup(func() { os.RemoveAll(filepath.Dir(path)) })
	data, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	for name, mode := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != mode {
			d.t.Errorf("%s: %v %v, want %v", name, info.Mode(), err, mode)
		}
	}
	return path, string(data)
}

// TestMistakesInAnEditLoseNothing edits with texts that cannot be applied:
// each is kept as it is, byte for byte, and goes on once it is mended.
func TestMistakesInAnEditLoseNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	text := d.text()
	mine := strings.Replace(text, "notes: before", "notes: 日本語 שלום 🎉 # mine", 1) + "# a comment of mine\n"
	for _, tt := range []struct {
		name, text, says string
	}{
		{"no YAML", mine + "web: [\n", "line"},
		{"a tab", strings.Replace(mine, "  redirectUris", "\tredirectUris", 1), "tab"},
		{"no UTF-8", mine + "tags: [\xff]\n", "UTF-8"},
		{"a name twice", mine + "notes: again\n", "notes is there twice"},
		{"an unknown property", strings.Replace(mine, "homePageUrl", "homepageUri", 1), `did you mean homePageUrl`},
		{"too long", strings.Replace(mine, "displayName: Payroll", "displayName: "+strings.Repeat("x", 257), 1), "256"},
		{"another type", strings.Replace(mine, "tags: []", "tags: {a: b}", 1), "tags"},
		{"read-only", mine + "id: 11111111-1111-1111-1111-111111111111\n", "read-only"},
		{"immutable", mine + "uniqueName: another\n", "uniqueName"},
		{"credentials", mine + "passwordCredentials: []\n", "edit does not write passwordCredentials"},
		{"two documents", mine + "---\nnotes: x\n", "2 documents"},
		{"an alias", mine + "description: *x\n", "anchor"},
		{"a relation", mine + "owners: []\n", "owners"},
	} {
		code, told := d.edit(tt.text)
		if code != 2 || !strings.Contains(told, tt.says) {
			t.Errorf("%s: exit code %d, %s", tt.name, code, told)
			continue
		}
		path, kept := d.kept(told)
		if !strings.HasPrefix(kept, tt.text) || strings.Count(kept, "\n# was (leave this line): {") != 1 {
			t.Errorf("%s: kept is\n%s", tt.name, kept)
		}
		code, _, told = d.run("", "app", "edit", "Payroll", "-f", path)
		if again, kept := d.kept(told); code != 2 || again != path || !strings.HasPrefix(kept, tt.text) {
			t.Errorf("%s, again: exit code %d, %s", tt.name, code, told)
		}
		mended := strings.Replace(kept, tt.text, mine, 1)
		if err := os.WriteFile(path, []byte(mended), 0o600); err != nil {
			t.Fatal(err)
		}
		if code, _, told = d.run("", "app", "edit", "Payroll", "-f", path); code != 0 || d.notes() != "日本語 שלום 🎉" {
			t.Errorf("%s, mended: exit code %d, %s", tt.name, code, told)
		}
		if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: %s is still there: %v", tt.name, path, err)
		}
		d.run("", "app", "update", "Payroll", "--notes", "before")
	}
}

// TestRefusedEditsLoseNothing edits what the directory then refuses.
func TestRefusedEditsLoseNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	mine := strings.Replace(d.text(), "notes: before", "notes: mine", 1)
	says := func(status int, code string) func() (*http.Response, error) {
		return func() (*http.Response, error) {
			body := `{"error":{"code":"` + code + `","message":"No."}}`
			return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader([]byte(body)))}, nil
		}
	}
	for _, tt := range []struct {
		name   string
		method string
		answer func() (*http.Response, error)
		code   int
	}{
		{"not permitted", http.MethodPatch, says(403, "Authorization_RequestDenied"), 5},
		{"not signed in", http.MethodPatch, says(401, "InvalidAuthenticationToken"), 4},
		{"taken", http.MethodPatch, says(409, "ObjectConflict"), 11},
		{"changed", http.MethodPatch, says(412, "PreconditionFailed"), 11},
		{"bad", http.MethodPatch, says(400, "Request_BadRequest"), 2},
		{"gone", http.MethodGet, says(404, "Request_ResourceNotFound"), 3},
		{"reading", http.MethodGet, says(403, "Authorization_RequestDenied"), 5},
	} {
		reads := 0
		d.answer = func(r *http.Request) (*http.Response, error) {
			if r.Method == http.MethodGet {
				reads++
			}
			if r.Method != tt.method || r.Method == http.MethodGet && reads == 1 { // before the editor
				return nil, nil
			}
			return tt.answer()
		}
		code, told := d.edit(mine)
		d.answer = nil
		path, kept := d.kept(told)
		if code != tt.code || !strings.HasPrefix(kept, mine) {
			t.Errorf("%s: exit code %d, %s\n%s", tt.name, code, told, kept)
		}
		if code, _, told := d.run("", "app", "edit", "Payroll", "-f", path); code != 0 || d.notes() != "mine" {
			t.Errorf("%s, again: exit code %d, %s", tt.name, code, told)
		}
		d.run("", "app", "update", "Payroll", "--notes", "before")
	}
}

// TestTextsOfManyEditors edits with texts as editors save them.
func TestTextsOfManyEditors(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	mine := strings.Replace(d.text(), "notes: before", "notes: mine", 1)
	for _, tt := range []struct{ name, text, notes string }{
		{"CRLF", strings.ReplaceAll(mine, "\n", "\r\n"), "mine"},
		{"a byte order mark", "\ufeff" + mine, "mine"},
		{"both", "\ufeff" + strings.ReplaceAll(mine, "\n", "\r\n"), "mine"},
		{"no end of the last line", strings.TrimSuffix(mine, "\n"), "mine"},
		{"JSON", `{"Notes":"mine","web":{"homePageUrl":null}}`, "mine"},
		{"nothing", "", "before"},
		{"comments alone", "# nothing\n", "before"},
		{"null clears", strings.Replace(mine, "notes: mine", "notes: null", 1), ""},
		{"several lines", strings.Replace(mine, "notes: mine", "notes: |\n  a\n  b: c\n", 1), "a\nb: c\n"},
	} {
		code, told := d.edit(tt.text)
		if got := d.notes(); code != 0 || got != tt.notes {
			t.Errorf("%s: exit code %d, notes %q\n%s", tt.name, code, got, told)
		}
		d.run("", "app", "update", "Payroll", "--notes", "before")
	}
}

// TestEditGoesOnWithTheSameProfile edits on a profile that was named: what the
// hint says names it, too.
func TestEditGoesOnWithTheSameProfile(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	code, _, told := d.run(`f() { echo 'notes: [' > "$1"; }; f`, "-p", "local", "app", "edit", "Payroll")
	found := regexp.MustCompile("kept in (.*); go on with `tenantctl -p local app edit Payroll -f (.*)`").FindStringSubmatch(told)
	if code != 2 || found == nil {
		t.Fatalf("exit code %d, %s", code, told)
	}
	os.RemoveAll(filepath.Dir(found[1]))
}

// TestEditorsThatFail edits with editors that do not end well.
func TestEditorsThatFail(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	folder := t.TempDir()
	spaced := filepath.Join(folder, "my editor")
	if err := os.WriteFile(spaced, []byte("#!/bin/sh\nsed -i 's/^notes: .*/notes: spaced/' \"$1\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, editor string
		code         int
		says         string
		kept         string
	}{
		{"missing", "/no/such/editor", 2, "the editor /no/such/editor cannot be run", ""},
		{"fails at once", "exit 3;", 1, "(exit status 3); nothing is changed", ""},
		{"fails after it wrote", "f() { echo 'notes: mine' > \"$1\"; return 1; }; f", 1, "nothing is changed", "notes: mine\n"},
		{"is interrupted", "f() { echo 'notes: mine' > \"$1\"; kill -INT $$; }; f", 130, "was interrupted", "notes: mine\n"},
		{"leaves no room", "f() { echo 'notes: [' > \"$1\"; mkdir \"$1.new\"; }; f", 2, "could not be written", "notes: [\n"},
		{"takes the file away", "rm", 2, "no such file", ""},
		{"has words", "sed -i -e 's/^notes: .*/notes: two words/'", 0, "+ notes: two words", ""},
		{"has spaces in its name", spaced, 0, "+ notes: spaced", ""},
	} {
		code, _, told := d.run(tt.editor, "app", "edit", "Payroll")
		if code != tt.code || !strings.Contains(told, tt.says) {
			t.Errorf("%s: exit code %d, %s", tt.name, code, told)
		}
		if tt.kept == "" {
			if strings.Contains(told, "kept in") {
				t.Errorf("%s: %s", tt.name, told)
			}
			continue
		}
		if _, kept := d.kept(told); !strings.HasPrefix(kept, tt.kept) {
			t.Errorf("%s: kept is %q", tt.name, kept)
		}
		if d.notes() != "before" {
			t.Errorf("%s: the notes are %q", tt.name, d.notes())
		}
	}
}
