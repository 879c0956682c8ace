package cmdkit

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// MaxIDs is how many ids a directory takes at once (Graph:
// directoryObjects/getByIds; Azure AD Graph: getObjectsByObjectIds).
const MaxIDs = 1000

// ByID holds objects by the folded form of their ids.
type ByID map[string]*odata.Object

// Get gives the object with an id, in whatever case, or nil.
func (b ByID) Get(id string) *odata.Object { return b[odata.Fold(id)] }

// GetByIDs reads the objects that have these ids, of whatever type or of the
// types given. Ids that no object has, or none that may be read, are passed
// over. Objects say their type (ObjectType) and have the properties that the
// directory gives without being asked for some.
func GetByIDs(ctx context.Context, dir directory.Directory, ids []string, types ...string) (ByID, error) {
	if len(ids) == 0 {
		return ByID{}, nil
	}
	args := odata.NewObject("ids", ids)
	if len(types) > 0 {
		args.Set("types", types)
	}
	ref := directory.Ref{Set: "directoryObjects", Path: "getByIds"}
	answer, err := dir.Call(ctx, ref, args)
	if err != nil {
		return nil, err
	}
	list, err := Values(answer, ref)
	if err != nil {
		return nil, err
	}
	found := make(ByID, len(list))
	for _, o := range list {
		found[odata.Fold(o.ID())] = o
	}
	return found, nil
}

// Values are the objects of the answer to a function.
func Values(answer *odata.Object, ref directory.Ref) ([]*odata.Object, error) {
	raw, _ := answer.Raw("value")
	list, err := odata.ParseList(raw)
	if err != nil {
		return nil, &apierr.Error{Kind: apierr.Other, Target: ref.String(), Message: "the answer is no list of objects", Err: err}
	}
	return list, nil
}

// ObjectType is the type of an object in a mixed list, without namespace:
// "servicePrincipal"; "" if the object does not say.
func ObjectType(o *odata.Object) string {
	name := o.String("@odata.type")
	if t := edm.Lookup(name); t != nil {
		return t.Name
	}
	const prefix = "#microsoft.graph."
	if len(name) > len(prefix) {
		return name[len(prefix):]
	}
	return ""
}
