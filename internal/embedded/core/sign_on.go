package core

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// signOnFields is the member of a passwordSingleSignOnCredentialSet that lists
// what is filled in to sign somebody in (Graph beta: resource type credential).
const signOnFields = "credentials"

// maxSignOnFields bounds what one sign-in form has. Microsoft documents no
// bound.
const maxSignOnFields = 100

// SignOn gives the fields with which an application signs a user or group in
// by password, as a passwordSingleSignOnCredentialSet: 404 if there are none.
// The values of passwords are null: they can never be read back.
func (d *Directory) SignOn(ctx context.Context, principal, holder string) (*odata.Object, error) {
	var set *odata.Object
	err := d.Read(ctx, func(tx *store.Tx) error {
		r, err := live(tx, principal)
		if err != nil {
			return err
		}
		if _, err := live(tx, holder); err != nil {
			return err
		}
		raw, ok := credentialsOf(r).SignOn[holder]
		if !ok {
			return NotFound(holder)
		}
		set = signOnSet(holder, raw)
		return nil
	})
	return set, err
}

// CreateSignOn stores the fields for a user or group that has none yet, and
// gives them as [Directory.SignOn] does.
func (d *Directory) CreateSignOn(ctx context.Context, principal, holder string, fields []*odata.Object) (*odata.Object, error) {
	raw, err := d.setSignOn(ctx, signOn{principal, holder, fields}, func(exists bool) error {
		if exists {
			return &Error{Status: http.StatusConflict, Code: "Request_MultipleObjectsWithSameKeyValue",
				Message: "Password single sign-on credentials already exist for '" + holder + "'."}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return signOnSet(holder, raw), nil
}

// UpdateSignOn replaces the fields of a user or group: 404 if there are none.
func (d *Directory) UpdateSignOn(ctx context.Context, principal, holder string, fields []*odata.Object) error {
	_, err := d.setSignOn(ctx, signOn{principal, holder, fields}, func(exists bool) error {
		if !exists {
			return NotFound(holder)
		}
		return nil
	})
	return err
}

// DeleteSignOn takes the fields of a user or group away: 404 if there are none.
func (d *Directory) DeleteSignOn(ctx context.Context, principal, holder string) error {
	return d.changeCredentials(ctx, principal, func(_ *store.Record, kept credentials) error {
		if _, ok := kept.SignOn[holder]; !ok {
			return NotFound(holder)
		}
		delete(kept.SignOn, holder)
		return nil
	})
}

// signOn are fields with the ids of the service principal that keeps them and
// of the user or group that they are for.
type signOn struct {
	principal, holder string
	fields            []*odata.Object
}

// setSignOn stores fields, if may permits it where there are some or none yet.
func (d *Directory) setSignOn(ctx context.Context, in signOn, may func(exists bool) error) (json.RawMessage, error) {
	list, err := checkSignOn(in.fields)
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	err = d.Read(ctx, func(tx *store.Tx) error {
		r, err := live(tx, in.holder)
		if err == nil && r.Type != "user" && r.Type != "group" {
			return badProperty("id", "The object '%s' is neither a user nor a group.", in.holder)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return raw, d.changeCredentials(ctx, in.principal, func(_ *store.Record, kept credentials) error {
		_, exists := kept.SignOn[in.holder]
		kept.SignOn[in.holder] = raw
		return may(exists)
	})
}

// checkSignOn checks fields, and gives them without what may not be read back.
func checkSignOn(fields []*odata.Object) ([]*odata.Object, error) {
	if len(fields) == 0 || len(fields) > maxSignOnFields {
		return nil, badProperty(signOnFields, "A set of credentials has 1 to %d fields.", maxSignOnFields)
	}
	names, list := make([]string, 0, len(fields)), make([]*odata.Object, 0, len(fields))
	for _, field := range fields {
		name, kind := field.String("fieldId"), strings.ToLower(field.String("type"))
		if name == "" || !slices.Contains([]string{"username", "password", "other"}, kind) {
			return nil, badProperty(signOnFields, "Each of the credentials needs a fieldId and a type: username, password or other.")
		}
		kept := odata.NewObject("fieldId", name, "type", kind, "value", nil)
		if kind != "password" {
			kept.Set("value", field.String("value"))
		}
		names, list = append(names, name), append(list, kept)
	}
	return list, distinct(signOnFields, names)
}

func signOnSet(holder string, raw json.RawMessage) *odata.Object {
	return odata.NewObject("id", holder, signOnFields, raw)
}
