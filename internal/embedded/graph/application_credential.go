package graph

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// onCredentials answers an action on the credentials of an object: change is
// given the object's id and the action's arguments, and gives what it made, of
// the complex type typ. Where typ is "" nothing is made.
func (x *exchange) onCredentials(t *target, typ string, change func(id string, args *odata.Object) (*odata.Object, error)) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	made, err := change(r.ID, args)
	switch {
	case err != nil:
		return err
	case typ == "":
		return x.noContent()
	}
	return x.complexValue(typ, made)
}

// complexArgument reads a parameter of a complex type of the model, with the
// names of its members as the model spells them; nil if there is none.
func complexArgument(args *odata.Object, name, typ string) (*odata.Object, error) {
	if args.IsNull(name) {
		return nil, nil
	}
	given := args.Object(name)
	if given == nil {
		return nil, invalidQuery("Invalid value specified for parameter '" + name + "': an object is expected.")
	}
	t, named := edm.Lookup(typ), new(odata.Object)
	for member, raw := range given.All() {
		p, ok := t.Property(member)
		if !ok {
			if strings.HasPrefix(member, "@") {
				continue
			}
			return nil, invalidQuery("Invalid property '" + member + "' of parameter '" + name + "'.")
		}
		if err := edm.CheckValue(t, p.Name, raw); err != nil {
			return nil, badArgument("property '"+p.Name+"' of parameter '"+name+"'", err)
		}
		named.Set(p.Name, raw)
	}
	return named, nil
}

// badArgument says which rule a value breaks, without the value: it may be a
// secret.
func badArgument(what string, err error) error {
	rule := "it is not valid"
	var v *edm.ValueError
	if errors.As(err, &v) {
		rule = v.Rule
	}
	return invalidQuery("Invalid value specified for " + what + ": " + rule + ".")
}

// textArgument reads a parameter that is a text and must be there.
func textArgument(args *odata.Object, name string) (string, error) {
	var value string
	raw, ok := args.Raw(name)
	if !ok || json.Unmarshal(raw, &value) != nil || value == "" {
		return "", invalidQuery("A value must be provided for the parameter '" + name + "'.")
	}
	return value, nil
}

// complexValue answers 200 with a value of a complex type.
func (x *exchange) complexValue(typ string, o *odata.Object) error {
	b := x.appendContext(nil, edm.Namespace+"."+typ)
	for name, raw := range o.All() {
		b = append(appendName(b, name), raw...)
	}
	return x.json(http.StatusOK, append(b, '}'))
}
