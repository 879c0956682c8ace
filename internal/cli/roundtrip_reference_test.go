package cli_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// TestRoundTripHasWhatTheReferenceLists reads the reference's tables of
// application, servicePrincipal and all types within them: the model, to which
// the round trip is held, has each of their properties.
func TestRoundTripHasWhatTheReferenceLists(t *testing.T) {
	t.Parallel()
	f, err := os.Open("../../../shared/reference/graph-application-readwrite-ownedby.txt")
	if err != nil {
		t.Skip("reference/graph-application-readwrite-ownedby.txt is missing: ", err)
	}
	defer f.Close()
	within := map[string]bool{}
	for _, c := range roundTrips() {
		addWithin(within, edm.Lookup(c.typ))
	}
	var typ *edm.Type
	last, n := "", 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		switch {
		case line == "":
			continue
		case line == "Property Type Description":
			if typ = edm.Lookup(last); typ != nil && !within[typ.Name] {
				typ = nil
			}
		case typ != nil && isProperty(line):
			n++
			name, _, _ := strings.Cut(line, " ")
			if name == "oauth2RequiredPostResponse" {
				name = "oauth2RequirePostResponse" // as Microsoft's metadata has it
			}
			if _, ok := typ.Property(name); !ok {
				t.Errorf("the model does not know %s of %s", name, typ.Name)
			}
		}
		last = line
	}
	if n < 110 {
		t.Errorf("the reference lists %d properties only", n)
	}
}

// addWithin adds a type and the complex types within it.
func addWithin(names map[string]bool, t *edm.Type) {
	if t == nil || names[t.Name] || t.Kind == edm.Enum {
		return
	}
	names[t.Name] = true
	for p := range t.AllProperties() {
		addWithin(names, edm.Lookup(p.Type))
	}
}

// isProperty tells whether a line of a table begins with a property and its
// type; what is said of one may go on in further lines.
func isProperty(line string) bool {
	words := strings.Fields(line)
	if len(words) < 2 || words[0][0] < 'a' || words[0][0] > 'z' {
		return false
	}
	switch words[1] {
	case "String", "string", "Boolean", "Guid", "guid", "Int32", "DateTimeOffset", "Binary", "Stream":
		return true
	}
	return edm.Lookup(words[1]) != nil
}
