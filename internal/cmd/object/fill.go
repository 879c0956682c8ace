package objectcmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// kind is a type of object whose set can be asked for more than a directory
// gives by id.
type kind struct{ name, set string }

func kinds() []kind {
	return []kind{
		{"user", "users"}, {"group", "groups"}, {"application", "applications"},
		{"servicePrincipal", "servicePrincipals"}, {"device", "devices"}, {"orgContact", "contacts"},
	}
}

// fill reads what was asked for and objects by id came without: Microsoft
// Graph gives some properties only where they are selected, which getByIds
// cannot.
func fill(ctx context.Context, dir directory.Directory, found cmdkit.ByID, picked []string) error {
	for _, k := range kinds() {
		var ids, names []string
		for _, o := range found {
			if cmdkit.ObjectType(o) != k.name {
				continue
			}
			lacking := lacks(o, k.name, picked)
			if len(lacking) > 0 {
				ids = append(ids, o.ID())
			}
			names = append(names, lacking...)
		}
		more, err := current.Find(ctx, dir, current.Keys{Set: k.set, Property: "id", Values: ids, Select: names})
		if err != nil {
			return err
		}
		for _, id := range ids {
			for _, o := range more.Get(id) {
				merge(found.Get(id), o, names)
			}
		}
	}
	return nil
}

// lacks gives those of the properties that the object could have and that it
// came without.
func lacks(o *odata.Object, typ string, names []string) []string {
	var lacking []string
	t := edm.Lookup(typ)
	for _, path := range names {
		name, _, _ := strings.Cut(path, "/")
		_, known := t.Property(name)
		if !o.Has(name) && (known || strings.HasPrefix(name, "extension_")) {
			lacking = append(lacking, name)
		}
	}
	return lacking
}

// properties are those that objects of the kinds have, each once.
func properties() []string {
	var known []string
	for _, k := range kinds() {
		for p := range edm.Lookup(k.name).AllProperties() {
			known = append(known, p.Name)
		}
	}
	slices.Sort(known)
	return slices.Compact(known)
}

// unknownProperty is the error for a property that no type of object has.
func unknownProperty(name string) error {
	err := apierr.New(apierr.Invalid, "--select", fmt.Sprintf("no type of object has a property %q", name))
	if near := edm.Near(name, properties()); len(near) > 0 {
		return err.WithHint("did you mean " + strings.Join(near, " or ") + "?")
	}
	return err
}

func merge(o, from *odata.Object, names []string) {
	for _, name := range names {
		if raw, ok := from.Raw(name); ok {
			o.Set(name, raw)
		}
	}
}
