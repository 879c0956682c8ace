// Package csdl reads metadata documents of OData services ($metadata, CSDL
// 4.0 XML) into the types of package edm. The generator of edm uses it, and
// the tests that hold the model against Microsoft's document; the tenantctl
// binary does not.
//
// Source: OData Common Schema Definition Language (CSDL) XML 4.01.
package csdl

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The elements that matter here.
type (
	schema struct {
		Namespace string        `xml:"Namespace,attr"`
		Alias     string        `xml:"Alias,attr"`
		Entities  []*structured `xml:"EntityType"`
		Complexes []*structured `xml:"ComplexType"`
		Enums     []*enum       `xml:"EnumType"`
		Actions   []*operation  `xml:"Action"`
		Functions []*operation  `xml:"Function"`
		Container struct {
			Sets       []*entitySet `xml:"EntitySet"`
			Singletons []*entitySet `xml:"Singleton"`
		} `xml:"EntityContainer"`
	}
	structured struct {
		Name        string       `xml:"Name,attr"`
		Base        string       `xml:"BaseType,attr"`
		Abstract    bool         `xml:"Abstract,attr"`
		Open        bool         `xml:"OpenType,attr"`
		Key         []propRef    `xml:"Key>PropertyRef"`
		Properties  []property   `xml:"Property"`
		Navigations []navigation `xml:"NavigationProperty"`
		Annotations []annotation `xml:"Annotation"`
		entity      bool
	}
	propRef struct {
		Name string `xml:"Name,attr"`
	}
	property struct {
		Name     string `xml:"Name,attr"`
		Type     string `xml:"Type,attr"`
		Nullable string `xml:"Nullable,attr"`
	}
	navigation struct {
		Name        string       `xml:"Name,attr"`
		Type        string       `xml:"Type,attr"`
		Contained   bool         `xml:"ContainsTarget,attr"`
		Annotations []annotation `xml:"Annotation"`
	}
	annotation struct {
		Term    string   `xml:"Term,attr"`
		Strings []string `xml:"Collection>String"`
		Keys    []struct {
			Refs []struct {
				Path string `xml:"PropertyPath,attr"`
			} `xml:"PropertyValue>Collection>Record>PropertyValue"`
		} `xml:"Collection>Record"`
	}
	enum struct {
		Name    string `xml:"Name,attr"`
		Flags   bool   `xml:"IsFlags,attr"`
		Members []struct {
			Name  string `xml:"Name,attr"`
			Value int64  `xml:"Value,attr"`
		} `xml:"Member"`
	}
	operation struct {
		Name       string     `xml:"Name,attr"`
		Bound      bool       `xml:"IsBound,attr"`
		Composable bool       `xml:"IsComposable,attr"`
		Parameters []property `xml:"Parameter"`
		Return     *property  `xml:"ReturnType"`
		function   bool
	}
	entitySet struct {
		Name     string `xml:"Name,attr"`
		Entity   string `xml:"EntityType,attr"`
		Type     string `xml:"Type,attr"`
		Bindings []struct {
			Path   string `xml:"Path,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"NavigationPropertyBinding"`
		singleton bool
	}
)

// Document is a metadata document. Type names are canonical: in full, but
// for the namespace microsoft.graph.
type Document struct {
	types      map[string]*structured
	enums      map[string]*enum
	operations []*operation
	sets       []*entitySet
	aliases    map[string]string
}

// Read parses a document, one schema at a time.
func Read(r io.Reader) (*Document, error) {
	d := &Document{types: map[string]*structured{}, enums: map[string]*enum{}, aliases: map[string]string{}}
	dec := xml.NewDecoder(r)
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return d, nil
		}
		if err != nil {
			return nil, err
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "Schema" {
			continue
		}
		var s schema
		if err := dec.DecodeElement(&s, &start); err != nil {
			return nil, fmt.Errorf("schema %s: %w", s.Namespace, err)
		}
		d.add(&s)
	}
}

func (d *Document) add(s *schema) {
	if s.Alias != "" {
		d.aliases[s.Alias] = s.Namespace
	}
	qualify := func(name string) string { return short(s.Namespace + "." + name) }
	for _, t := range s.Entities {
		t.entity = true
		d.types[qualify(t.Name)] = t
	}
	for _, t := range s.Complexes {
		d.types[qualify(t.Name)] = t
	}
	for _, e := range s.Enums {
		d.enums[qualify(e.Name)] = e
	}
	for _, f := range s.Functions {
		f.function = true
	}
	for _, o := range append(s.Actions, s.Functions...) {
		o.Name = qualify(o.Name)
		d.operations = append(d.operations, o)
	}
	for _, o := range s.Container.Singletons {
		o.singleton = true
	}
	d.sets = append(append(d.sets, s.Container.Sets...), s.Container.Singletons...)
}

// resolve gives a type's canonical name and whether it is a collection.
// Aliases are looked up when all schemas are read, since they may be used
// before they are declared.
func (d *Document) resolve(name string) (canonical string, collection bool) {
	if inner, ok := strings.CutPrefix(name, "Collection("); ok {
		name, collection = strings.TrimSuffix(inner, ")"), true
	}
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		if full, ok := d.aliases[name[:i]]; ok {
			name = full + name[i:]
		}
	}
	return short(name), collection
}

func short(name string) string { return strings.TrimPrefix(name, "microsoft.graph.") }
