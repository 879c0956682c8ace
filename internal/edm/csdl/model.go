package csdl

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// Model is a part of a document that stands by itself, but for the targets
// of relations. Types and sets are sorted by lower-case name, operations by
// binding, name and number of parameters.
type Model struct {
	Types      []edm.Type
	Sets       []edm.Set
	Operations []edm.Operation
}

// Model makes the model of the named entity types and of all that they
// refer to: base types, the types of properties, and those of the parameters
// of operations. It is an error if the document lacks one of them.
func (d *Document) Model(entities []string) (*Model, error) {
	c := &closure{Document: d, names: map[string]bool{}}
	for _, name := range entities {
		if t := d.types[name]; t == nil || !t.entity {
			return nil, fmt.Errorf("the metadata has no entity type %q", name)
		}
		c.take(name)
	}
	m := &Model{Operations: c.operations()}
	for c.derived() {
	}
	for name := range c.names {
		m.Types = append(m.Types, d.convert(name))
	}
	slices.SortFunc(m.Types, func(a, b edm.Type) int { return fold(a.Name, b.Name) })
	m.Sets = d.chooseSets(c.names)
	return m, nil
}

func fold(a, b string) int { return cmp.Compare(strings.ToLower(a), strings.ToLower(b)) }

// closure grows a set of types by what they refer to.
type closure struct {
	*Document
	names map[string]bool
}

// take adds a type, its bases and the types of its properties. Types that
// the document does not define (Edm.String) are passed over.
func (c *closure) take(name string) {
	if c.names[name] {
		return
	}
	if c.enums[name] != nil {
		c.names[name] = true
		return
	}
	t := c.types[name]
	if t == nil {
		return
	}
	c.names[name] = true
	c.takeRef(t.Base)
	for _, p := range t.Properties {
		c.takeRef(p.Type)
	}
}

func (c *closure) takeRef(ref string) {
	name, _ := c.resolve(ref)
	c.take(name)
}

// derived adds the complex types that derive from one that is in the set,
// since a property of an abstract type holds one of these. It tells whether
// it found any.
func (c *closure) derived() bool {
	before := len(c.names)
	for name, t := range c.types {
		base, _ := c.resolve(t.Base)
		if !t.entity && c.names[base] {
			c.take(name)
		}
	}
	return len(c.names) > before
}

// operations gives those bound to an entity type of the set and adds the
// complex and enumeration types of their parameters and results.
func (c *closure) operations() []edm.Operation {
	var list []edm.Operation
	for _, o := range c.Document.operations {
		if !o.Bound || len(o.Parameters) == 0 {
			continue
		}
		on, collection := c.resolve(o.Parameters[0].Type)
		if t := c.types[on]; t == nil || !t.entity || !c.names[on] {
			continue
		}
		op := edm.Operation{Name: o.Name, Function: o.function, Composable: o.Composable, Binding: on, BoundCollection: collection}
		for _, p := range o.Parameters[1:] {
			typ, many := c.resolve(p.Type)
			op.Parameters = append(op.Parameters, edm.Parameter{Name: p.Name, Type: typ, Collection: many, Nullable: p.Nullable != "false"})
			c.takeStructure(typ)
		}
		if o.Return != nil {
			op.Return, op.ReturnCollection = c.resolve(o.Return.Type)
			op.ReturnNullable = o.Return.Nullable != "false"
			c.takeStructure(op.Return)
		}
		list = append(list, op)
	}
	slices.SortStableFunc(list, func(a, b edm.Operation) int {
		return cmp.Or(fold(a.Binding, b.Binding), fold(a.Name, b.Name), len(a.Parameters)-len(b.Parameters))
	})
	return list
}

func (c *closure) takeStructure(name string) {
	if t := c.types[name]; t == nil || !t.entity {
		c.take(name)
	}
}

func (d *Document) chooseSets(names map[string]bool) []edm.Set {
	var sets []edm.Set
	for _, s := range d.sets {
		typ, _ := d.resolve(s.Entity + s.Type)
		if !names[typ] {
			continue
		}
		set := edm.Set{Name: s.Name, Type: typ, Singleton: s.singleton}
		for _, b := range s.Bindings {
			set.Bindings = append(set.Bindings, edm.Binding{Path: b.Path, Target: b.Target})
		}
		sets = append(sets, set)
	}
	slices.SortFunc(sets, func(a, b edm.Set) int { return fold(a.Name, b.Name) })
	return sets
}
