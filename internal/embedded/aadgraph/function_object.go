package aadgraph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// objectFunctions find objects.
func objectFunctions() []function {
	return []function{
		{name: "getObjectsByObjectIds", method: http.MethodPost, since: version15, run: (*exchange).getObjectsByIDs},
		{name: "getAvailableExtensionProperties", method: http.MethodPost, since: version15, run: (*exchange).availableExtensions},
		{name: "objectId", binding: "ServicePrincipal", set: "servicePrincipalsByAppId", method: http.MethodGet, since: version16, run: (*exchange).objectID},
	}
}

// getObjectsByIDs answers with the objects that have the given ids, at most
// 1,000. Those that are not there or of none of the types are left out; a type
// that is none fits no object.
func (x *exchange) getObjectsByIDs(*target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	ids, err := core.IDs(args, "objectIds", core.MaxIDs)
	if err != nil {
		return err
	}
	types, err := x.typesNamed(args)
	if err != nil {
		return err
	}
	object := x.s.model().entityOf("DirectoryObject")
	q, err := x.selecting(&target{entity: object})
	if err != nil {
		return err
	}
	page, err := x.graphPage(request{method: http.MethodPost, path: "directoryObjects/getByIds", query: q,
		body: odata.NewObject("ids", ids, "types", types)})
	if err != nil {
		return err
	}
	return x.entities(object, page.Value, "")
}

// typesNamed reads the types that objects may be of, in any case.
func (x *exchange) typesNamed(args *odata.Object) ([]string, error) {
	names := []string{}
	if !args.IsNull("types") && args.Decode("types", &names) != nil {
		return nil, badRequest("Parameter 'types' must be a list of names of types.")
	}
	for i, name := range names {
		if e := x.s.model().entityOf(name); e != nil {
			names[i] = e.canonical
		} else {
			names[i] = "none" // a name of Graph's is none of this protocol's
		}
	}
	return names, nil
}

// availableExtensions answers with the extension properties of all
// applications, or with those alone that are synchronized from elsewhere or
// are not.
func (x *exchange) availableExtensions(*target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	body := new(odata.Object)
	if !args.IsNull("isSyncedFromOnPremises") {
		synced, ok := args.Bool("isSyncedFromOnPremises")
		if !ok {
			return badRequest("Invalid value specified for parameter 'isSyncedFromOnPremises': true or false is expected.")
		}
		body.Set("isSyncedFromOnPremises", synced)
	}
	page, err := x.graphPage(request{method: http.MethodPost, path: "directoryObjects/getAvailableExtensionProperties", body: body})
	if err != nil {
		return err
	}
	for _, o := range page.Value {
		o.Set("@odata.type", "#microsoft.graph.extensionProperty")
	}
	return x.entities(x.s.model().entityOf("DirectoryObject"), page.Value, "")
}

// objectID answers with the object id of a service principal: a list, though
// the metadata says a text.
func (x *exchange) objectID(t *target) error {
	q := map[string][]string{"$select": {"id"}}
	o, err := x.graph(request{method: http.MethodGet, path: t.path, query: q})
	if err != nil {
		return err
	}
	return x.value("Edm.String", []string{o.ID()})
}
