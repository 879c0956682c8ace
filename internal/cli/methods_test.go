package cli_test

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// departures are the reasons for which a line's request is not sent as the
// line has it.
func departures() []string {
	return []string{
		"capitals", // the official model writes deletedItems and servicePrincipals, and another line nearly always has them so
		"beta",     // the model has getPasswordSingleSignOnCredentials in beta only
		"key",      // the line leaves the key of the policy out, which the reference pages have in the path
	}
}

// method is a line of Microsoft's list of what a permission allows, with the
// command that sends it.
type method struct {
	verb, path string // of the request, the path with its keys in braces
	command    string
	departure  string // why it is not sent as the line has it, or ""
}

func (m method) line() string { return m.verb + " " + m.path }

// TestMethods runs a command for each method line of
// Application.ReadWrite.OwnedBy but provisioning: what it would send and what
// it sends is the line's request, which succeeds, is refused to an application
// without a permission and to one that does not own what it changes, and is
// granted to one that does.
func TestMethods(t *testing.T) {
	t.Parallel()
	list := methods(t)
	s := newStage(t)
	for _, m := range list {
		t.Run(m.line(), func(t *testing.T) {
			t.Parallel()
			if err := s.play(t, m); err != nil {
				t.Errorf("`%s`: %v", m.command, err)
			}
		})
	}
}

// TestMethodsAreMicrosofts holds the table's lines against the reference.
func TestMethodsAreMicrosofts(t *testing.T) {
	t.Parallel()
	own := methods(t)
	f, err := os.Open("../../../shared/reference/graph-application-readwrite-ownedby.txt")
	if err != nil {
		t.Skip("reference/graph-application-readwrite-ownedby.txt is missing: ", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	line := regexp.MustCompile(`^V1 A ([A-Z]+ /?[a-zA-Z]+.*)$`)
	n := 0
	for lines.Scan() {
		found := line.FindStringSubmatch(lines.Text())
		if found == nil || strings.Contains(found[1], "/synchronization/") {
			continue
		}
		n++
		if !slices.ContainsFunc(own, func(m method) bool { return m.line() == found[1] }) {
			t.Errorf("testdata/methods.tsv names no command for %s", found[1])
		}
	}
	if err := lines.Err(); err != nil || n != len(own) {
		t.Errorf("the reference has %d lines (%v), the table %d", n, err, len(own))
	}
}

// methods reads the table.
func methods(t *testing.T) []method {
	t.Helper()
	data, err := os.ReadFile("testdata/methods.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var list []method
	for line := range strings.Lines(string(data)) {
		cells := append(strings.Split(strings.TrimSpace(line), "\t"), "")
		if strings.HasPrefix(line, "#") {
			continue
		}
		verb, path, _ := strings.Cut(cells[0], " ")
		m := method{verb: verb, path: path, command: cells[1], departure: cells[2]}
		if m.command == "" || m.departure != "" && !slices.Contains(departures(), m.departure) {
			t.Fatalf("testdata/methods.tsv: %q is no line with a command and a known reason", line)
		}
		list = append(list, m)
	}
	if len(list) != 123 {
		t.Fatalf("testdata/methods.tsv has %d lines, not 123", len(list))
	}
	return list
}

// fits says that a request is the line's, but for its departure: objects in
// the path by id, by appId or by name as the line has them.
func (m method) fits(verb, version, path string) bool {
	if m.departure == "key" {
		m.path = strings.TrimSuffix(m.path, "/$ref") + "/{id}/$ref"
	}
	if want := map[string]string{"beta": "beta"}[m.departure]; verb != m.verb || version != cmp.Or(want, "v1.0") {
		return false
	}
	pattern := regexp.MustCompile(`\\\{[^}]*\\\}`).ReplaceAllStringFunc(regexp.QuoteMeta(m.path), func(key string) string {
		if strings.Contains(key, "Name") {
			return `[a-z]+`
		}
		return `[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`
	})
	if m.departure == "capitals" {
		pattern = "(?i)" + pattern
	}
	return regexp.MustCompile("^" + pattern + "$").MatchString(path)
}

// asWritten is the path of a request with the line's own words in place of
// those that the command sends.
func (m method) asWritten(path string) string {
	switch m.departure {
	case "key":
		head, _, _ := strings.Cut(path, "/tokenLifetimePolicies/")
		return head + "/tokenLifetimePolicies/$ref"
	case "capitals":
		parts := strings.Split(path, "/")
		for i, word := range strings.Split(m.path, "/") {
			if name, _, _ := strings.Cut(word, "("); name != "" && !strings.Contains(name, "{") {
				parts[i] = name + parts[i][len(name):]
			}
		}
		return strings.Join(parts, "/")
	}
	return path
}

// play runs the line's command, and asks what it sent anew as applications
// with and without the permission, in the line's own words.
func (s *stage) play(t *testing.T, m method) error {
	folder := s.copy(t)
	kept, err := s.run(t, folder, m, "--dry-run", "-o", "json")
	if err != nil {
		return fmt.Errorf("--dry-run: %w", err)
	}
	if _, ok := find(kept, m); !ok {
		return fmt.Errorf("--dry-run: none of the requests is %s: %v", m.line(), kept)
	}
	sent, err := s.run(t, folder, m)
	if err != nil {
		return err
	}
	r, ok := find(sent, m)
	if !ok || r.status < 200 || r.status > 299 {
		return fmt.Errorf("none of the requests is %s and succeeds: %v", m.line(), sent)
	}
	if err := s.kept(folder, r); err != nil {
		return err
	}
	r.path = m.asWritten(r.path)
	return s.ask(t, s.copy(t), r)
}

func find(list []request, m method) (request, bool) {
	i := slices.IndexFunc(list, func(r request) bool { return m.fits(r.method, r.version, r.path) })
	if i < 0 {
		return request{}, false
	}
	return list[i], true
}

// ask sends a request as an application that may do nothing, as one that has
// the permission but owns nothing, and as one that owns the object too.
func (s *stage) ask(t *testing.T, folder string, r request) error {
	asked := s.asker(t, folder)
	var problems []error
	check := func(who string, refused bool) {
		a := asked(r, s.tokens[who])
		denied := a.status == http.StatusForbidden && strings.Contains(a.body, "Authorization_RequestDenied")
		if refused && !denied || !refused && (a.status < 200 || a.status > 299) {
			problems = append(problems, fmt.Errorf("%s %s asked by %s: status %d: %s", r.method, r.path, who, a.status, a.body))
		}
	}
	check("none", true)
	if r.owned() {
		check("stranger", true)
	}
	check("owner", false)
	return errors.Join(problems...)
}
