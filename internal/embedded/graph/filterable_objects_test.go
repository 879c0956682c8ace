package graph_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// unsupported are the properties of the types in the list that the reference
// says nothing of, with one simple value each.
func unsupported(t *testing.T) []filterable {
	t.Helper()
	listed, list := filterables(t), []filterable(nil)
	for i, f := range listed {
		if i > 0 && listed[i-1].typ == f.typ {
			continue
		}
		for p := range edm.Lookup(f.typ).AllProperties() {
			named := func(l filterable) bool { return l.typ == f.typ && l.property == p.Name }
			if inner := edm.Lookup(p.Type); (inner == nil || inner.Kind == edm.Enum) && p.Type != "Edm.Stream" && p.Name != "deletedDateTime" && !slices.ContainsFunc(listed, named) {
				list = append(list, filterable{typ: f.typ, property: p.Name})
			}
		}
	}
	return list
}

// ids are those of the three objects of a type of which queries find some: one
// has a first value of each property, one a second and one none.
func (f filterable) ids() [3]string {
	n := slices.Index([]string{"administrativeUnit", "application", "appRoleAssignment", "extensionProperty",
		"federatedIdentityCredential", "group", "servicePrincipal", "user"}, f.typ)
	if f.property == "deletedDateTime" {
		n = 9
	}
	id := func(letter string) string {
		return strings.Repeat(letter, 8) + "-0000-4000-8000-00000000000" + strconv.Itoa(n)
	}
	return [3]string{id("a"), id("b"), id("c")}
}

// set is where the objects are listed. Those of some types belong to the first
// application, or the first service principal.
func (f filterable) set() string {
	switch {
	case f.property == "deletedDateTime":
		return "/directory/deletedItems/microsoft.graph." + f.typ
	case f.typ == "administrativeUnit":
		return "/directory/administrativeUnits"
	}
	if owner, relation := f.owner(); owner != "" {
		return "/" + owner + "s/" + filterable{typ: owner}.ids()[0] + "/" + relation
	}
	return "/" + f.typ + "s"
}

func (f filterable) owner() (typ, relation string) {
	switch f.typ {
	case "appRoleAssignment":
		return "servicePrincipal", "appRoleAssignedTo"
	case "extensionProperty":
		return "application", "extensionProperties"
	case "federatedIdentityCredential":
		return "application", "federatedIdentityCredentials"
	}
	return "", ""
}

// leaf is the property that a filter names: where the reference says that one
// with parts can be filtered, a part of it that has an order if need be.
func (f filterable) leaf(operator string) string {
	parts := map[string]string{"info": "termsOfServiceUrl", "keyCredentials": "keyId", "requiredResourceAccess": "resourceAppId",
		"assignedLicenses": "skuId", "assignedPlans": "servicePlanId", "provisionedPlans": "provisioningStatus",
		"onPremisesProvisioningErrors": "category", "identities": "issuerAssignedId", "employeeOrgData": "costCenter",
		"onPremisesExtensionAttributes": "extensionAttribute7", "passwordProfile": "forceChangePasswordNextSignIn"}
	if operator == "ge" || operator == "le" {
		parts["keyCredentials"], parts["onPremisesProvisioningErrors"] = "endDateTime", "occurredDateTime"
	}
	if part := parts[f.property]; part != "" {
		return f.property + "/" + part
	}
	return f.property
}

// typed gives the type of a leaf, and whether its property is a collection.
func (f filterable) typed(leaf string) (typ string, collection bool) {
	t := edm.Lookup(f.typ)
	for name := range strings.SplitSeq(leaf, "/") {
		p, _ := t.Property(name)
		typ, collection, t = p.Type, collection || p.Collection, edm.Lookup(p.Type)
	}
	return typ, collection
}

// values are the two values of a leaf, as JSON and as literals of $filter.
func (f filterable) values(leaf string) (raw, literal [2]string) {
	typ, _ := f.typed(leaf)
	isText := typ == "Edm.String"
	switch {
	case leaf == "id":
		raw = [2]string{f.ids()[0], f.ids()[1]}
	case leaf == "deletedDateTime":
		days := func(n int) string { return time.Now().UTC().AddDate(0, 0, -n).Format("2006-01-02T00:00:00Z") }
		raw = [2]string{days(20), days(10)}
	case typ == "Edm.Boolean":
		return [2]string{"true", "false"}, [2]string{"true", "false"}
	case typ == "Edm.Int32":
		return [2]string{"1", "2"}, [2]string{"1", "2"}
	case typ == "Edm.DateTimeOffset":
		raw = [2]string{"2021-02-03T04:05:06Z", "2022-03-04T05:06:07Z"}
	case typ == "Edm.Guid":
		raw = [2]string{"0a0a0a0a-1111-4222-8333-444444444444", "0b0b0b0b-1111-4222-8333-444444444444"}
	case edm.Lookup(typ) != nil:
		raw, isText = [2]string{edm.Lookup(typ).Members[0], edm.Lookup(typ).Members[1]}, true
	default:
		raw = [2]string{"Alder one@a.example", "Birch two@b.example"}
	}
	for i, text := range raw {
		raw[i], literal[i] = `"`+text+`"`, text
		if isText {
			literal[i] = odata.QuoteString(text)
		}
	}
	return raw, literal
}

// stored is the property's value in the first or the second object.
func (f filterable) stored(i int) json.RawMessage {
	var value json.RawMessage
	o := new(odata.Object)
	for _, leaf := range []string{f.leaf("eq"), f.leaf("ge")} {
		raw, _ := f.values(leaf)
		value = json.RawMessage(raw[i])
		if _, part, ok := strings.Cut(leaf, "/"); ok {
			o.Set(part, value)
			value = o.AppendJSON(nil)
		}
	}
	if p, _ := edm.Lookup(f.typ).Property(f.property); p.Collection {
		return slices.Concat([]byte("["), value, []byte("]"))
	}
	return value
}

// filterableDirectory makes a directory with the objects, past its rules:
// many of the properties are the service's alone.
func filterableDirectory(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "directory.db")
	opened, err := store.Open(t.Context(), path, store.Options{Image: seed.Image})
	if err != nil {
		t.Fatal(err)
	}
	err = opened.Write(t.Context(), func(tx *store.Tx) error {
		for _, r := range filterableObjects(t) {
			if err := tx.Insert(r); err != nil {
				return err
			}
			owner, relation := filterable{typ: r.Type}.owner()
			if owner == "" {
				continue
			}
			if _, err := tx.Link(relation, filterable{typ: owner}.ids()[0], r.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := opened.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// filterableObjects are the objects, owners before what belongs to them.
func filterableObjects(t *testing.T) []*store.Record {
	t.Helper()
	var list []*store.Record
	of := map[string][]*store.Record{}
	for _, f := range append(filterables(t), unsupported(t)...) {
		key := f.typ + f.ids()[0]
		if of[key] == nil {
			for _, id := range f.ids() {
				of[key] = append(of[key], &store.Record{ID: id, Type: f.typ, Props: odata.NewObject("id", id)})
			}
			list = append(list, of[key]...)
		}
		for i := range 2 {
			if f.property != "id" {
				of[key][i].Props.Set(f.property, f.stored(i))
			}
			if f.property == "deletedDateTime" {
				of[key][i].Deleted, _ = time.Parse(time.RFC3339, of[key][i].Props.String(f.property))
			}
		}
	}
	rank := func(r *store.Record) int {
		if owner, _ := (filterable{typ: r.Type}).owner(); owner != "" {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b *store.Record) int { return rank(a) - rank(b) })
	return list
}
