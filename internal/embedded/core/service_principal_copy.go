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
		{"api", "oauth2PermissionScopes", "oauth2PermissionScopes"},
		{"web", "homePageUrl", "homepage"},
		{"web", "logoutUrl", "logoutUrl"},
	}
}

// copyApplication gives a service principal what changed of its application:
// before is that as it was, empty for a new service principal. It tells
// whether anything did. Names and tags that the service principal has besides
// stay.
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
	if was, is := valueOf(before, "", "appRoles"), valueOf(app, "", "appRoles"); was != is {
		copyRoles(principal, app)
		changed = true
	}
	if was, is := before.Strings("tags"), app.Strings("tags"); !slices.Equal(was, is) {
		principal.Set("tags", union(is, without(principal.Strings("tags"), was)))
		changed = true
	}
	if was, is := replyURLs(before), replyURLs(app); !slices.Equal(was, is) {
		principal.Set("replyUrls", is)
		changed = true
	}
	return changed
}

// copyRoles gives a service principal the app roles of its application, before
// those of its own.
func copyRoles(principal, app *odata.Object) {
	roles := append([]*odata.Object{}, credentialList(app, "appRoles")...)
	for _, own := range credentialList(principal, "appRoles") {
		if own.String("origin") == onPrincipal && findByID(roles, own.String("id")) < 0 {
			roles = append(roles, own)
		}
	}
	principal.Set("appRoles", roles)
}

func copyNames(principal, before, app *odata.Object) bool {
	was, is := before.Strings("identifierUris"), app.Strings("identifierUris")
	if before.String("appId") != "" && slices.Equal(was, is) {
		return false
	}
	own := without(principal.Strings("servicePrincipalNames"), was)
	principal.Set("servicePrincipalNames", union(union([]string{app.String("appId")}, is), own))
	return true
}

func without(list, gone []string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return slices.Contains(gone, s) })
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
// defines, in step with it; the one that waits in the deleted items, too, for
// it may come back.
func followApplication(tx *store.Tx, before, app *odata.Object) error {
	if err := renameExtensions(tx, before, app); err != nil {
		return err
	}
	principals, err := principalsOf(tx, app)
	if err != nil {
		return err
	}
	for _, r := range principals {
		if !copyApplication(r.Props, before, app) {
			continue
		}
		if r.Deleted.IsZero() {
			if err := freePrincipalNames(tx, r.Props.Strings("servicePrincipalNames"), r.ID); err != nil {
				return err
			}
		}
		if err := tx.Update(r); err != nil {
			return err
		}
	}
	return nil
}

// principalsOf gives the service principals of an application, live and
// deleted.
func principalsOf(tx *store.Tx, app *odata.Object) ([]*store.Record, error) {
	var list []*store.Record
	q := store.ListQuery{Types: []string{"servicePrincipal"}, Filter: isEqual("appId", app.String("appId"))}
	for _, q.Deleted = range []bool{false, true} {
		for r, err := range tx.List(q) {
			if err != nil {
				return nil, err
			}
			list = append(list, r)
		}
	}
	return list, nil
}
