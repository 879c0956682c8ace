package core

import (
	"encoding/json"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// copied are the properties that a service principal has from its
// application: whence (a property, or a member of one) and whereto.
func copied() [][3]string {
	return [][3]string{
		{"", "displayName", "appDisplayName"},
		{"", "displayName", "displayName"},
		{"", "description", "appDescription"},
		{"", "signInAudience", "signInAudience"},
		{"", "verifiedPublisher", "verifiedPublisher"},
		{"", "info", "info"},
		{"", "appRoles", "appRoles"},
		{"api", "oauth2PermissionScopes", "oauth2PermissionScopes"},
		{"web", "homePageUrl", "homepage"},
		{"web", "logoutUrl", "logoutUrl"},
	}
}

// copyApplication gives a service principal what changed of its application:
// before is that as it was, empty for a new service principal. It tells
// whether anything did. Names that the service principal has besides stay.
func copyApplication(principal, before, app *odata.Object) bool {
	changed := copyNames(principal, before, app)
	for _, c := range copied() {
		was, is := valueOf(before, c[0], c[1]), valueOf(app, c[0], c[1])
		if was == is {
			continue
		}
		changed = true
		if is == "null" {
			principal.Delete(c[2])
			continue
		}
		principal.Set(c[2], json.RawMessage(is))
	}
	if was, is := replyURLs(before), replyURLs(app); !slices.Equal(was, is) {
		principal.Set("replyUrls", is)
		changed = true
	}
	return changed
}

func copyNames(principal, before, app *odata.Object) bool {
	was, is := before.Strings("identifierUris"), app.Strings("identifierUris")
	if before.String("appId") != "" && slices.Equal(was, is) {
		return false
	}
	own := slices.DeleteFunc(principal.Strings("servicePrincipalNames"), func(s string) bool { return slices.Contains(was, s) })
	principal.Set("servicePrincipalNames", union(union([]string{app.String("appId")}, is), own))
	return true
}

func replyURLs(app *odata.Object) []string {
	var list []string
	for _, kind := range []string{"web", "spa", "publicClient"} {
		list = union(list, app.Object(kind).Strings("redirectUris"))
	}
	return list
}

// valueOf gives the JSON of a property, or of a member of one; "null" if it
// is absent.
func valueOf(o *odata.Object, of, name string) string {
	if of != "" {
		o = o.Object(of)
	}
	raw, ok := o.Raw(name)
	if !ok {
		return "null"
	}
	return string(raw)
}

// union adds to a list what it lacks.
func union(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// followApplication keeps the service principal of an application, and what it
// defines, in step with it.
func followApplication(tx *store.Tx, before, app *odata.Object) error {
	if err := renameExtensions(tx, before, app); err != nil {
		return err
	}
	r, err := tx.Lookup("servicePrincipal", "appId", app.String("appId"))
	if isNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if !copyApplication(r.Props, before, app) {
		return nil
	}
	if err := freePrincipalNames(tx, r.Props.Strings("servicePrincipalNames"), r.ID); err != nil {
		return err
	}
	return tx.Update(r)
}
