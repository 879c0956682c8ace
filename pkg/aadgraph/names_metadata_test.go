package aadgraph

import (
	"encoding/xml"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestNamesAgainstMetadata compares the tables with Microsoft Graph's own: each
// of its properties has a counterpart here or is known to have none, and no
// table names one that it does not have.
func TestNamesAgainstMetadata(t *testing.T) {
	t.Parallel()
	types := graphTypes(t)
	for _, kind := range Types() {
		n := NamesOf(kind)
		has := append(types[kind.Canonical()], "id")
		if kind != Domain {
			has = append(has, "deletedDateTime")
		}
		for _, property := range has {
			known := n.foreign(property)
			for path := range n.canonical {
				known = known || path == property || strings.HasPrefix(path, property+"/")
			}
			if kind == Contact && (property == "addresses" || property == "phones") {
				continue
			}
			if !known {
				t.Errorf("%s: nothing is known of %s", kind, property)
			}
		}
		for path, f := range n.canonical {
			first, _, _ := strings.Cut(path, "/")
			if _, ok := f.shape.(listed); !ok && !slices.Contains(has, first) {
				t.Errorf("%s: Microsoft Graph has no %s", kind, path)
			}
		}
		for path := range n.lacks {
			first, _, _ := strings.Cut(path, "/")
			if n.canonical[path] != nil || !slices.Contains(has, first) {
				t.Errorf("%s: %s is no property that Microsoft Graph alone has", kind, path)
			}
		}
	}
}

// graphTypes gives the properties of Microsoft Graph's types by their names.
func graphTypes(t *testing.T) map[string][]string {
	t.Helper()
	const path = "/work/shared/reference/graph-v1.0-metadata.xml"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skip("the metadata of Microsoft Graph v1.0 is not there: " + path)
	}
	var doc struct {
		Schemas []struct {
			Namespace string `xml:"Namespace,attr"`
			Types     []struct {
				Name       string `xml:"Name,attr"`
				Properties []struct {
					Name string `xml:"Name,attr"`
				} `xml:"Property"`
			} `xml:"EntityType"`
		} `xml:"DataServices>Schema"`
	}
	if err := xml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	types := map[string][]string{}
	for _, s := range doc.Schemas {
		if s.Namespace != "microsoft.graph" {
			continue
		}
		for _, e := range s.Types {
			for _, p := range e.Properties {
				types[e.Name] = append(types[e.Name], p.Name)
			}
		}
	}
	return types
}
