package graph

import (
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// signOnType is what the actions on password-based single sign-on answer with.
// Only the model of beta has it.
const signOnType = "passwordSingleSignOnCredentialSet"

// signOn gives the fields with which an application signs a user or group in
// by password. What a password is it cannot tell.
func (x *exchange) signOn(t *target) error {
	return x.onCredentials(t, signOnType, func(id string, args *odata.Object) (*odata.Object, error) {
		holder, err := textArgument(args, "id")
		if err != nil {
			return nil, err
		}
		return x.s.core.SignOn(x.r.Context(), id, holder)
	})
}

func (x *exchange) createSignOn(t *target) error {
	return x.onCredentials(t, signOnType, func(id string, args *odata.Object) (*odata.Object, error) {
		holder, fields, err := signOnArguments(args)
		if err != nil {
			return nil, err
		}
		return x.s.core.CreateSignOn(x.r.Context(), id, holder, fields)
	})
}

func (x *exchange) updateSignOn(t *target) error {
	return x.onCredentials(t, "", func(id string, args *odata.Object) (*odata.Object, error) {
		holder, fields, err := signOnArguments(args)
		if err != nil {
			return nil, err
		}
		return nil, x.s.core.UpdateSignOn(x.r.Context(), id, holder, fields)
	})
}

func (x *exchange) deleteSignOn(t *target) error {
	return x.onCredentials(t, "", func(id string, args *odata.Object) (*odata.Object, error) {
		holder, err := textArgument(args, "id")
		if err != nil {
			return nil, err
		}
		return nil, x.s.core.DeleteSignOn(x.r.Context(), id, holder)
	})
}

// signOnArguments reads whom the credentials are for, and the fields.
func signOnArguments(args *odata.Object) (holder string, fields []*odata.Object, err error) {
	if holder, err = textArgument(args, "id"); err != nil {
		return "", nil, err
	}
	var list []struct{ FieldID, Type, Value string }
	if args.IsNull("credentials") || args.Decode("credentials", &list) != nil {
		return "", nil, invalidQuery("Invalid value specified for parameter 'credentials': a list of objects with fieldId, type and value is expected.")
	}
	for _, f := range list {
		fields = append(fields, odata.NewObject("fieldId", f.FieldID, "type", f.Type, "value", f.Value))
	}
	return holder, fields, nil
}
