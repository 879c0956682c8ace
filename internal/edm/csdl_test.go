package edm_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/edm/csdl"
)

const metadata = "../../../shared/reference/graph-v1.0-metadata.xml"

func entityNames() []string {
	var names []string
	for t := range edm.Types() {
		if t.Kind == edm.Entity {
			names = append(names, t.Name)
		}
	}
	return names
}

func allTypes() []edm.Type {
	var all []edm.Type
	for t := range edm.Types() {
		all = append(all, *t)
	}
	return all
}

func TestTablesAreThoseOfTheMetadata(t *testing.T) {
	t.Parallel()
	f, err := os.Open(metadata)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("Microsoft's metadata is not there: %s", metadata)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := csdl.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	m, err := doc.Model(entityNames())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(m.Types, allTypes()); d != "" {
		t.Errorf("types; run go generate (-metadata +table):\n%s", d)
	}
	if d := cmp.Diff(m.Sets, edm.Sets()); d != "" {
		t.Errorf("sets; run go generate (-metadata +table):\n%s", d)
	}
	if d := cmp.Diff(m.Operations, edm.Operations()); d != "" {
		t.Errorf("operations; run go generate (-metadata +table):\n%s", d)
	}
}

// What WriteCSDL writes reads back as the model, without what refers to
// types that the model does not hold.
func TestWriteCSDL(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := edm.WriteCSDL(&b); err != nil {
		t.Fatal(err)
	}
	doc, err := csdl.Read(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	m, err := doc.Model(entityNames())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(heldTypes(m.Types), m.Types); d != "" {
		t.Error("the document refers to types that it does not define:", d)
	}
	written := map[string]edm.Type{}
	for _, typ := range m.Types {
		written[typ.Name] = typ
	}
	for _, typ := range heldTypes(allTypes()) {
		got, ok := written[typ.Name]
		if d := cmp.Diff(typ, got); ok && d != "" {
			t.Errorf("%s (-model +document):\n%s", typ.Name, d)
		}
		if !ok && !strings.Contains(b.String(), `Name="`+typ.Name+`"`) {
			t.Errorf("%s is not in the document", typ.Name)
		}
	}
	if len(m.Sets) != len(edm.Sets()) {
		t.Errorf("the document has %d sets, the model %d", len(m.Sets), len(edm.Sets()))
	}
	for _, name := range []string{"assignLicense", "getByIds", "delta"} {
		if !slices.ContainsFunc(m.Operations, func(o edm.Operation) bool { return o.Name == name }) {
			t.Errorf("the document lacks the operation %s", name)
		}
	}
}

// heldTypes leaves out relations to types that the model does not hold.
func heldTypes(all []edm.Type) []edm.Type {
	held := slices.Clone(all)
	for i := range held {
		var navigations []edm.Navigation
		for _, n := range held[i].Navigations {
			if edm.Lookup(n.Type) == nil {
				continue
			}
			var targets []string
			for _, name := range n.Targets {
				if edm.Lookup(name) != nil {
					targets = append(targets, name)
				}
			}
			n.Targets = targets
			navigations = append(navigations, n)
		}
		held[i].Navigations = navigations
	}
	return held
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, fs.ErrClosed }

func TestWriteCSDLGivesTheError(t *testing.T) {
	t.Parallel()
	if err := edm.WriteCSDL(failingWriter{}); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("the error is %v", err)
	}
}
