package edm

import (
	"slices"
	"strconv"
	"strings"
)

// schema writes the types of a namespace; Namespace has the operations and
// the container, too.
func (c *csdlWriter) schema(namespace string) {
	c.open("Schema", "Namespace", namespace, "xmlns", "http://docs.oasis-open.org/odata/ns/edm")
	for t := range Types() {
		if namespaceOf(t.Name) != namespace {
			continue
		}
		if t.Kind == Enum {
			c.enum(t)
		} else {
			c.structured(t)
		}
	}
	if namespace == Namespace {
		for _, o := range Operations() {
			if o.holds() {
				c.operation(o)
			}
		}
		c.container()
	}
	c.close("Schema")
}

func (c *csdlWriter) enum(t *Type) {
	c.open("EnumType", "Name", localName(t.Name), "IsFlags", isTrue(t.Flags))
	for i, m := range t.Members {
		c.empty("Member", "Name", m, "Value", strconv.FormatInt(t.Values[i], 10))
	}
	c.close("EnumType")
}

func (c *csdlWriter) structured(t *Type) {
	kind, base := "ComplexType", ""
	if t.Kind == Entity {
		kind = "EntityType"
	}
	if t.Base != "" {
		base = typeRef(t.Base, false)
	}
	attributes := []string{"Name", localName(t.Name), "BaseType", base, "Abstract", isTrue(t.Abstract), "OpenType", isTrue(t.Open)}
	content := t.Key != "" || len(t.Properties)+len(t.Navigations)+len(t.AlternateKeys) > 0
	c.element(kind, attributes, content, func() {
		if t.Key != "" {
			c.open("Key")
			c.empty("PropertyRef", "Name", t.Key)
			c.close("Key")
		}
		for _, p := range t.Properties {
			c.empty("Property", "Name", p.Name, "Type", typeRef(p.Type, p.Collection), "Nullable", isFalse(p.Nullable))
		}
		for _, n := range t.Navigations {
			c.navigation(n)
		}
		c.alternateKeys(t.AlternateKeys)
	})
}

func (c *csdlWriter) navigation(n Navigation) {
	if Lookup(n.Type) == nil {
		return
	}
	attributes := []string{"Name", n.Name, "Type", typeRef(n.Type, n.Collection), "ContainsTarget", isTrue(n.Contained)}
	targets := slices.DeleteFunc(slices.Clone(n.Targets), func(t string) bool { return Lookup(t) == nil })
	c.element("NavigationProperty", attributes, len(targets) > 0, func() {
		c.open("Annotation", "Term", "Org.OData.Validation.V1.DerivedTypeConstraint")
		c.open("Collection")
		for _, t := range targets {
			c.indent()
			c.w.WriteString("<String>" + typeRef(t, false) + "</String>\n")
		}
		c.close("Collection")
		c.close("Annotation")
	})
}

// alternateKeys writes the annotation that names them.
func (c *csdlWriter) alternateKeys(names []string) {
	if len(names) == 0 {
		return
	}
	c.open("Annotation", "Term", "Org.OData.Core.V1.AlternateKeys")
	c.open("Collection")
	for _, name := range names {
		c.open("Record", "Type", "Org.OData.Core.V1.AlternateKey")
		c.open("PropertyValue", "Property", "Key")
		c.open("Collection")
		c.open("Record", "Type", "Org.OData.Core.V1.PropertyRef")
		c.empty("PropertyValue", "Property", "Alias", "String", name)
		c.empty("PropertyValue", "Property", "Name", "PropertyPath", name)
		c.close("Record")
		c.close("Collection")
		c.close("PropertyValue")
		c.close("Record")
	}
	c.close("Collection")
	c.close("Annotation")
}

// holds tells whether the model has the types of all parameters and of the
// result.
func (o Operation) holds() bool {
	known := func(name string) bool {
		return name == "" || strings.HasPrefix(name, "Edm.") || Lookup(name) != nil
	}
	for _, p := range o.Parameters {
		if !known(p.Type) {
			return false
		}
	}
	return known(o.Return)
}

func (c *csdlWriter) operation(o Operation) {
	kind := "Action"
	if o.Function {
		kind = "Function"
	}
	c.open(kind, "Name", o.Name, "IsBound", "true", "IsComposable", isTrue(o.Composable))
	c.empty("Parameter", "Name", "bindingParameter", "Type", typeRef(o.Binding, o.BoundCollection), "Nullable", "false")
	for _, p := range o.Parameters {
		c.empty("Parameter", "Name", p.Name, "Type", typeRef(p.Type, p.Collection), "Nullable", isFalse(p.Nullable))
	}
	if o.Return != "" {
		c.empty("ReturnType", "Type", typeRef(o.Return, o.ReturnCollection), "Nullable", isFalse(o.ReturnNullable))
	}
	c.close(kind)
}

func (c *csdlWriter) container() {
	c.open("EntityContainer", "Name", "GraphService")
	for _, s := range Sets() {
		kind, typ := "EntitySet", "EntityType"
		if s.Singleton {
			kind, typ = "Singleton", "Type"
		}
		bindings := slices.DeleteFunc(slices.Clone(s.Bindings), func(b Binding) bool { return !s.binds(b) })
		c.element(kind, []string{"Name", s.Name, typ, typeRef(s.Type, false)}, len(bindings) > 0, func() {
			for _, b := range bindings {
				c.empty("NavigationPropertyBinding", "Path", b.Path, "Target", b.Target)
			}
		})
	}
	c.close("EntityContainer")
}

// binds tells whether both ends of a binding are in the model.
func (s Set) binds(b Binding) bool {
	_, held := FindSet(b.Target)
	n, ok := Lookup(s.Type).Navigation(b.Path)
	return held && ok && Lookup(n.Type) != nil
}
