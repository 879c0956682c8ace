package aadgraph

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Names translates the names, and where they differ the shapes, of one type's
// properties. What has no counterpart in Microsoft Graph keeps its name on the
// way there and has it on the way back, so that nothing is lost. Names are
// made by [NamesOf] and are safe for several goroutines.
//
// Sources of the tables: the samples and definitions of the reference; "Property
// differences between Azure AD Graph and Microsoft Graph" (Microsoft's
// migration guide: what it does not list has the same name); the swagger of
// GraphRbac 1.6 and type definitions of Microsoft's client library for the
// properties that there are; the metadata of Microsoft Graph v1.0.
type Names struct {
	t          Type
	types      json.RawMessage     // @odata.type, nil if there is none
	wire       map[string]*field   // by path here
	canonical  map[string]*field   // by path in Microsoft Graph
	containers map[string]bool     // paths of objects whose members are translated one by one, of both sides
	lacks      map[string]struct{} // paths that only Microsoft Graph has
}

// field is one property.
type field struct {
	wire, canonical string // paths, with slashes
	shape           shape
}

// NamesOf gives the names of a type; of one that it does not know, those that
// all objects have.
func NamesOf(t Type) *Names {
	n := &Names{
		t: t, wire: map[string]*field{}, canonical: map[string]*field{},
		containers: map[string]bool{}, lacks: map[string]struct{}{},
	}
	if name := t.Canonical(); name != "" {
		n.types = raw("#microsoft.graph." + name)
	}
	known, lacks := tables(t)
	for entry := range strings.FieldsSeq(known) {
		n.add(entry)
	}
	for name := range strings.FieldsSeq(lacks) {
		n.lacks[name] = struct{}{}
		n.contain(name)
	}
	if t == Application {
		n.canonical[publicURIs] = n.wire["replyUrls"]
		n.contain(publicURIs)
	}
	return n
}

// add reads one entry of a table: "same", "here=there" or "here=there:shape".
func (n *Names) add(entry string) {
	entry, shape, _ := strings.Cut(entry, ":")
	wire, canonical, renamed := strings.Cut(entry, "=")
	if !renamed {
		canonical = wire
	}
	f := &field{wire, canonical, shapeOf(shape)}
	n.wire[wire], n.canonical[canonical] = f, f
	n.contain(wire)
	n.contain(canonical)
}

// contain notes the objects that a path leads through.
func (n *Names) contain(path string) {
	for i, c := range path {
		if c == '/' {
			n.containers[path[:i]] = true
		}
	}
}

// Property translates the name of a property of Microsoft Graph, a path such
// as "web/homePageUrl" too. ok is false if Azure AD Graph does not have it, or
// has its value in another form. Extension properties keep their names.
func (n *Names) Property(canonical string) (wire string, ok bool) {
	f := n.canonical[canonical]
	switch {
	case f != nil && f.shape.plain():
		return f.wire, true
	case f == nil && strings.HasPrefix(canonical, "extension_"):
		return canonical, true
	}
	return "", false
}

// PropertyName is [Names.Property] for a single question.
func PropertyName(t Type, canonical string) (wire string, ok bool) {
	return NamesOf(t).Property(canonical)
}

// ToCanonical translates an object of the service into the names of Microsoft
// Graph v1.0. t is its type where its odata.type does not say it, "" for any.
// o stays as it is; nil stays nil. For many objects use a [Translator].
func ToCanonical(t Type, o *odata.Object) *odata.Object {
	return new(Translator).ToCanonical(t, o)
}

// FromCanonical translates an object in the names of Microsoft Graph v1.0, or
// the part of one that is a change, into those of the service. What the
// service cannot hold is an error (apierr.Unsupported) whose target names the
// property; it is passed over where it is empty. Annotations are left out but
// for the type and the context.
func FromCanonical(t Type, o *odata.Object) (*odata.Object, error) {
	return new(Translator).FromCanonical(t, o)
}
