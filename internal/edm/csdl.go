package edm

import (
	"bufio"
	"encoding/xml"
	"io"
	"slices"
	"strings"
)

// WriteCSDL writes the model as a metadata document (OData CSDL XML 4.01),
// as a service answers to /$metadata. Relations and operations whose types
// the model does not hold are left out, so that the document stands by
// itself. The error is w's.
func WriteCSDL(w io.Writer) error {
	buffer := bufio.NewWriter(w)
	buffer.WriteString(xml.Header)
	c := &csdlWriter{w: buffer}
	c.open("edmx:Edmx", "Version", "4.0", "xmlns:edmx", "http://docs.oasis-open.org/odata/ns/edmx")
	for _, vocabulary := range []string{"Core", "Validation"} {
		namespace := "Org.OData." + vocabulary + ".V1"
		c.open("edmx:Reference", "Uri", "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/"+namespace+".xml")
		c.empty("edmx:Include", "Namespace", namespace)
		c.close("edmx:Reference")
	}
	c.open("edmx:DataServices")
	for _, namespace := range namespaces() {
		c.schema(namespace)
	}
	c.close("edmx:DataServices")
	c.close("edmx:Edmx")
	return buffer.Flush() // bufio keeps the first error
}

// namespaces gives those of the types, Namespace first.
func namespaces() []string {
	all := []string{Namespace}
	for t := range Types() {
		if n := namespaceOf(t.Name); !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}

func namespaceOf(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return Namespace + "." + name[:i]
	}
	return Namespace
}

func localName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// csdlWriter writes XML elements, each on a line.
type csdlWriter struct {
	w     *bufio.Writer
	depth int
}

func (c *csdlWriter) open(name string, attributes ...string) {
	c.tag(name, attributes, ">\n")
	c.depth++
}

func (c *csdlWriter) empty(name string, attributes ...string) { c.tag(name, attributes, " />\n") }

func (c *csdlWriter) close(name string) {
	c.depth--
	c.indent()
	c.w.WriteString("</" + name + ">\n")
}

// tag writes a start tag; attributes are pairs of name and value, of which
// those with an empty value are left out.
func (c *csdlWriter) tag(name string, attributes []string, end string) {
	c.indent()
	c.w.WriteString("<" + name)
	for pair := range slices.Chunk(attributes, 2) {
		if pair[1] == "" {
			continue
		}
		c.w.WriteString(" " + pair[0] + `="`)
		xml.EscapeText(c.w, []byte(pair[1]))
		c.w.WriteByte('"')
	}
	c.w.WriteString(end)
}

func (c *csdlWriter) indent() {
	for range c.depth {
		c.w.WriteString("  ")
	}
}

// element opens an element if it has content, else writes it empty.
func (c *csdlWriter) element(name string, attributes []string, content bool, write func()) {
	if !content {
		c.empty(name, attributes...)
		return
	}
	c.open(name, attributes...)
	write()
	c.close(name)
}

func isTrue(b bool) string {
	if b {
		return "true"
	}
	return ""
}

func isFalse(b bool) string {
	if b {
		return ""
	}
	return "false"
}

// typeRef gives a reference to a type: "Collection(microsoft.graph.user)".
func typeRef(name string, collection bool) string {
	if !strings.HasPrefix(name, "Edm.") {
		name = Namespace + "." + name
	}
	if collection {
		return "Collection(" + name + ")"
	}
	return name
}
