package cmdkit

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// tellNeeded says of the flags of what a new object must have that it must.
func (n *Noun) tellNeeded(cmd *cobra.Command) {
	for _, f := range n.Settable {
		flag := cmd.Flags().Lookup(f.flag())
		if flag != nil && f.Default == "" && edm.Lookup(n.Type).Rule(f.Property).Required {
			flag.Usage += "; needed"
		}
	}
}

// argument is the property that the argument of create gives: the noun's first
// key, if it can be set.
func (n *Noun) argument() string {
	for _, f := range n.Settable {
		if f.Property == n.Keys[0] {
			return f.Property
		}
	}
	return ""
}

// usedOnce is the usage line of create.
func (n *Noun) usedOnce(verb string) string {
	if n.Within != nil {
		verb += " " + argName(n.Within.Owner)
	}
	if n.argument() != "" {
		verb += " [" + n.nameArg() + "]"
	}
	return verb
}

// nameArg is what usage calls the name of a new object.
func (n *Noun) nameArg() string { return "NAME" }

// named checks the arguments of create.
func (n *Noun) named() cobra.PositionalArgs {
	least, most, what := 0, 0, ""
	if n.argument() != "" {
		most, what = 1, "one "+n.nameArg()
	}
	if n.Within == nil {
		if most == 0 {
			return nil
		}
		return Args(0, most, what)
	}
	least, what = 1, "one "+argName(n.Within.Owner)
	if most++; most == 2 {
		what = argName(n.Within.Owner) + " and at most one " + n.nameArg()
	}
	return Args(least, most, what)
}

// addDefaults gives a new object the values that it has unless others are
// given.
func (n *Noun) addDefaults(body *odata.Object) {
	t := edm.Lookup(n.Type)
	for _, f := range n.Settable {
		if f.Default == "" || body.Has(f.Property) {
			continue
		}
		if p, _ := propertyAt(t, f.Property); p.Collection {
			body.Set(f.Property, []string{f.Default})
		} else {
			body.Set(f.Property, f.Default)
		}
	}
}

// needed are the settable properties that a new object must have.
func (n *Noun) needed() []Needed {
	var list []Needed
	t := edm.Lookup(n.Type)
	for _, f := range n.Settable {
		if f.Property != n.argument() && !t.Rule(f.Property).Required {
			continue
		}
		p, _ := propertyAt(t, f.Property)
		need := Needed{Property: f.Property, Flag: f.flag(), Label: title(f.Usage), List: p.Collection}
		if f.Property == n.argument() {
			need.Flag, need.Argument = n.nameArg(), true
		}
		need.Check = func(answer string) error {
			var value any = answer
			if need.List {
				value = []string{answer}
			}
			raw, _ := odata.NewObject("v", value).Raw("v")
			return edm.CheckValue(t, f.Property, raw)
		}
		list = append(list, need)
	}
	return list
}
