package aadgraph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// keyActions change the keys of an application, which is addressed by its
// object id or, at applicationsByAppId, by its appId.
func keyActions() []function {
	return []function{
		{name: "addKey", binding: "Application", method: http.MethodPost, since: version16, run: (*exchange).addKey},
		{name: "removeKey", binding: "Application", method: http.MethodPost, since: version16, run: (*exchange).removeKey},
	}
}

// addKey adds a key on proof and answers with a list of it and, of a key with
// a password, that. The reference's samples do not agree on the type of a key
// with a password; it is the one that was asked for here, as in keyCredentials.
func (x *exchange) addKey(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	body := odata.NewObject("proof", args.String("proof"))
	if err := x.credential(body, args, "keyCredential", "KeyCredential"); err != nil {
		return err
	}
	if err := x.credential(body, args, "passwordCredential", "PasswordCredential"); err != nil {
		return err
	}
	if !body.Has("keyCredential") {
		return badRequest("A value is required for parameter 'keyCredential'.")
	}
	made, err := x.onProof(t.path+"/addKey", body)
	if err != nil {
		return err
	}
	key, err := odata.ParseObject(x.wireComplex(x.s.model().complexOf("KeyCredential"), made.AppendJSON(nil)))
	if err != nil {
		return err
	}
	list := []*odata.Object{odata.NewObject("keyCredential", key)}
	if body.Has("passwordCredential") {
		password := key.Clone()
		password.Set("type", "Password")
		list = append(list, odata.NewObject("keyCredential", password))
	}
	return x.value("Collection(~.KeyCredential)", list)
}

// credential translates an argument that is a credential, if it is there.
func (x *exchange) credential(body, args *odata.Object, name, typ string) error {
	if args.IsNull(name) {
		return nil
	}
	raw, _ := args.Raw(name)
	translated, err := x.canonicalComplex(x.s.model().complexOf(typ), &property{name: name}, raw)
	if err != nil {
		return err
	}
	body.Set(name, translated)
	return nil
}

// removeKey takes a key away on proof by another.
func (x *exchange) removeKey(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	id, err := textArgument(args, "keyId")
	if err != nil {
		return err
	}
	if _, err := x.onProof(t.path+"/removeKey", odata.NewObject("keyId", id, "proof", args.String("proof"))); err != nil {
		return err
	}
	return x.noContent()
}

// onProof has Graph do what a proof by this protocol's rules is for.
func (x *exchange) onProof(path string, body *odata.Object) (*odata.Object, error) {
	x.r = x.r.WithContext(core.WithAADGraphProofs(x.r.Context()))
	return x.graph(request{method: http.MethodPost, path: path, body: body})
}
