package aadgraph

import (
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// invoke writes an action of the reference. Those that answer no object give
// none, whatever they answer.
func (w *writer) invoke(op *directory.Operation) (*change, error) {
	at, err := locate(op.Ref.Below(""))
	if err != nil {
		return nil, err
	}
	at.writes = true
	r := aadgraph.Request{Method: http.MethodPost, Path: "/" + op.Ref.Path, Body: op.Body}
	switch action := strings.ToLower(op.Ref.Path); {
	case at.of == aadgraph.Application && action == "addkey":
		return w.addKey(at, op.Body)
	case at.of == aadgraph.Application && action == "removekey":
		at.below, at.writes, r.Path = "/removeKey", false, ""
	case at.of == aadgraph.Domain && action == "verify":
		r.Body = nil
		return w.request(at, r), nil
	case at.of == aadgraph.User && action == "assignlicense":
		r.Body = licences(op.Body)
	case at.of == aadgraph.User && action == "changepassword":
	case at.of == aadgraph.User && action == "revokesigninsessions":
		r.Path, r.Body = "/invalidateAllRefreshTokens", nil
	default:
		return nil, lacks("action "+op.Ref.Path+" of "+op.Ref.Set, actionHint(action))
	}
	c := w.request(at, r)
	c.shape = nil
	return c, nil
}

func actionHint(action string) string {
	switch action {
	case "addpassword", "removepassword":
		return "`app addkey` and `app rotate` work with certificates; or use a profile of protocol graph"
	}
	return ""
}

// licences are the parameters of assignLicense, of which the service needs
// both (the reference, assignLicense).
func licences(body *odata.Object) *odata.Object {
	both := odata.NewObject("addLicenses", []any{}, "removeLicenses", []any{})
	for name, raw := range body.All() {
		both.SetRaw(name, raw)
	}
	return both
}

// addKey writes the action that adds a key, whose answer is the key by itself,
// as in Graph.
func (w *writer) addKey(at address, body *odata.Object) (*change, error) {
	at.below, at.writes = "/addKey", false
	args := odata.NewObject("keyCredential", nil, "passwordCredential", nil)
	for name, raw := range body.All() {
		args.SetRaw(name, raw)
	}
	for parameter, property := range credentials() {
		one := body.Object(parameter)
		if one == nil {
			continue
		}
		o, err := w.names.FromCanonical(aadgraph.Application, odata.NewObject(property, []*odata.Object{one}))
		if err != nil {
			return nil, named(err)
		}
		args.Set(parameter, firstOf(o, property))
	}
	c := w.request(at, aadgraph.Request{Method: http.MethodPost, Body: args})
	c.shape = w.addedKey
	return c, nil
}

// credentials are the parameters of addKey, with the properties of an
// application that have their form.
func credentials() map[string]string {
	return map[string]string{"keyCredential": "keyCredentials", "passwordCredential": "passwordCredentials"}
}

// addedKey gives the key that was added: the first in the answer (the
// reference, addKey, sample by app id).
func (w *writer) addedKey(o *odata.Object) (*odata.Object, error) {
	keys, err := aadgraph.AddedKeys(o)
	if err != nil {
		return nil, &apierr.Error{Kind: apierr.Unavailable, Sent: true, Message: "the answer to addKey cannot be read: " + err.Error()}
	}
	app := w.names.ToCanonical(aadgraph.Application, odata.NewObject("keyCredentials", keys))
	return firstOf(app, "keyCredentials"), nil
}

// firstOf gives the first object of a property, nil if there is none.
func firstOf(o *odata.Object, property string) *odata.Object {
	raw, _ := o.Raw(property)
	list, err := odata.ParseList(raw)
	if err != nil || len(list) == 0 {
		return nil
	}
	return list[0]
}
