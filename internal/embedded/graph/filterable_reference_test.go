package graph_test

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// filterable is what Microsoft's reference says that can be done with a
// property in lists: the operators of $filter ("null" is eq with null,
// "count" is $count of a collection), and "search" and "orderBy".
type filterable struct {
	typ, property string
	supports      []string
}

func (f filterable) String() string {
	return f.typ + " " + f.property + " " + strings.Join(f.supports, ",")
}

// filterables reads the list that the reference was put into.
func filterables(t *testing.T) []filterable {
	t.Helper()
	data, err := os.ReadFile("testdata/filterable.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []filterable
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		list = append(list, filterable{fields[0], fields[1], strings.Split(fields[2], ",")})
	}
	return list
}

// TestFilterableListIsTheReferences holds the list against the notes on the
// properties in the reference: what each says to be supported.
func TestFilterableListIsTheReferences(t *testing.T) {
	t.Parallel()
	f, err := os.Open("../../../../shared/reference/graph-application-readwrite-ownedby.txt")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("Microsoft's reference, ../shared/reference, is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := referenceReader{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		r.line(strings.TrimSpace(lines.Text()))
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	given := filterables(t)
	for i := range max(len(given), len(r.found)) {
		have, want := "nothing", "nothing"
		if i < len(given) {
			have = given[i].String()
		}
		if i < len(r.found) {
			want = r.found[i].String()
		}
		if have != want {
			t.Fatalf("testdata/filterable.txt, line %d: %s; the reference: %s", i+1, have, want)
		}
	}
}

// referenceReader goes through the reference line by line: a type's name
// stands alone before the heading of its table, a property begins a line, and
// what is said of it may go on in others.
type referenceReader struct {
	last, property string // the line before that was not empty; the property
	typ            *edm.Type
	found          []filterable
}

func (r *referenceReader) line(line string) {
	if line == "" {
		return
	}
	if line == "Property Type Description" {
		r.typ, r.property = edm.Lookup(r.last), ""
		if r.last == "extensionproperty" {
			r.typ = edm.Lookup("extensionProperty")
		}
		return
	}
	r.last = line
	if r.typ == nil {
		return
	}
	if name, rest, _ := strings.Cut(line, " "); isPropertyLine(r.typ, name, rest) {
		r.property = name
	}
	if offers := offersIn(line); r.property != "" && len(offers) > 0 {
		r.found = append(r.found, filterable{r.typ.Name, r.property, offers})
	}
}

// isPropertyLine: a name of the type's with its own type behind it.
func isPropertyLine(t *edm.Type, name, rest string) bool {
	p, ok := t.Property(name)
	if !ok || p.Name != name {
		return false
	}
	word, _, _ := strings.Cut(rest, " ")
	said := strings.EqualFold(word, strings.TrimPrefix(p.Type, "Edm."))
	return said || word == name || strings.EqualFold(word, "String") // enumerations are texts there, some by a name of their own
}

// offersIn reads "Supports $filter (eq, ne, and eq on null values), $search".
func offersIn(line string) []string {
	at := regexp.MustCompile(`Supports .*`).FindString(line)
	var offers []string
	if m := regexp.MustCompile(`\$filter \(([^)]*)\)( including on null values)?`).FindStringSubmatch(at); m != nil {
		text := strings.ToLower(m[1] + m[2])
		for _, word := range regexp.MustCompile(`eq (?:including )?on null values|including on null values|/\$count (?:eq|ne) 0|[a-z]+`).FindAllString(text, -1) {
			offers = append(offers, operatorNamed(word)...)
		}
	}
	for option, name := range map[string]string{"$search": "search", "$orderBy": "orderBy"} {
		if strings.Contains(at, option) {
			offers = append(offers, name)
		}
	}
	slices.Sort(offers)
	return slices.Compact(offers)
}

func operatorNamed(word string) []string {
	switch word {
	case "and":
		return nil
	case "eq on null values":
		return []string{"null"}
	case "eq including on null values":
		return []string{"eq", "null"}
	case "including on null values":
		return []string{"null"}
	case "/$count eq 0", "/$count ne 0":
		return []string{"count"}
	case "startswith":
		return []string{"startsWith"}
	case "endswith":
		return []string{"endsWith"}
	}
	return []string{word}
}
