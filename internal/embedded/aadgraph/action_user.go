package aadgraph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// userActions are of users, the signed-in one too.
func userActions() []function {
	return []function{
		{name: "assignLicense", binding: "User", method: http.MethodPost, since: version201311, run: (*exchange).assignLicense},
		{name: "changePassword", binding: "User", method: http.MethodPost, since: version16, run: (*exchange).changePassword},
	}
}

// assignLicense answers 200 without a body.
func (x *exchange) assignLicense(t *target) error {
	if err := x.pass(t.path+"/assignLicense", "addLicenses", "removeLicenses"); err != nil {
		return err
	}
	return x.empty()
}

// changePassword is for users themselves, however they are addressed: Graph
// refuses it to others.
func (x *exchange) changePassword(t *target) error {
	if err := x.pass(t.path+"/changePassword", "currentPassword", "newPassword"); err != nil {
		return err
	}
	return x.noContent()
}

// pass has Graph do an action whose parameters are the same there.
func (x *exchange) pass(path string, names ...string) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	body := new(odata.Object)
	for _, name := range names {
		raw, ok := args.Raw(name)
		if !ok || string(raw) == "null" {
			return badRequest("A value is required for parameter '%s'.", name)
		}
		body.Set(name, raw)
	}
	_, err = x.graph(request{method: http.MethodPost, path: path, body: body})
	return err
}
