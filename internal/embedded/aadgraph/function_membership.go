package aadgraph

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// maxMemberships is how many groups and roles getMemberGroups and
// getMemberObjects give.
const maxMemberships = 2046

// membershipFunctions ask what an object is a member of, directly or not. The
// reference has them of users, groups, contacts and service principals; the
// service's metadata binds them to any directory object.
func membershipFunctions() []function {
	return []function{
		{name: "checkMemberGroups", binding: "DirectoryObject", method: http.MethodPost, run: (*exchange).checkMemberGroups},
		{name: "getMemberGroups", binding: "DirectoryObject", method: http.MethodPost, run: (*exchange).getMemberGroups},
		{name: "getMemberObjects", binding: "DirectoryObject", method: http.MethodPost, since: version15, run: (*exchange).getMemberObjects},
		{name: "isMemberOf", method: http.MethodPost, run: (*exchange).isMemberOf},
	}
}

// checkMemberGroups answers with those of the groups, at most 20, of which
// the object is a member.
func (x *exchange) checkMemberGroups(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	ids, err := core.IDs(args, "groupIds", core.MaxCheckedIDs)
	if err != nil {
		return err
	}
	found, err := x.memberships(t.path+"/checkMemberGroups", odata.NewObject("groupIds", ids))
	if err != nil {
		return err
	}
	return x.value("Collection(Edm.String)", found)
}

func (x *exchange) getMemberGroups(t *target) error {
	found, err := x.getMembers(t, "getMemberGroups")
	if err != nil {
		return err
	}
	return x.notTooMany(found)
}

func (x *exchange) getMemberObjects(t *target) error {
	found, err := x.getMembers(t, "getMemberObjects")
	if err != nil {
		return err
	}
	if found, err = x.withoutUnits(found); err != nil {
		return err
	}
	return x.notTooMany(found)
}

// getMembers gives all memberships. securityEnabledOnly must be given.
func (x *exchange) getMembers(t *target, name string) ([]string, error) {
	args, err := x.arguments()
	if err != nil {
		return nil, err
	}
	secure, ok := args.Bool("securityEnabledOnly")
	if !ok {
		return nil, badRequest("A value is required for parameter 'securityEnabledOnly': true or false.")
	}
	found, err := x.memberships(t.path+"/"+name, odata.NewObject("securityEnabledOnly", secure))
	if err == nil && secure {
		err = x.ofUser(t)
	}
	return found, err
}

func (x *exchange) notTooMany(found []string) error {
	if len(found) > maxMemberships {
		return &core.Error{Status: http.StatusBadRequest, Code: core.CodeTooManyResult, Message: "The result size limit has been exceeded."}
	}
	return x.value("Collection(Edm.String)", found)
}

// memberships asks Graph for a list of ids.
func (x *exchange) memberships(path string, body *odata.Object) ([]string, error) {
	answer, err := x.graph(request{method: http.MethodPost, path: path, body: body})
	if err != nil {
		return nil, err
	}
	return append([]string{}, answer.Strings("value")...), nil // never null
}

// ofUser refuses what can be asked of users alone and, as its successor has
// it, of service principals: their security groups only. Graph answers for
// others too if roles are asked for.
func (x *exchange) ofUser(t *target) error {
	name := t.entity.canonical
	if name == "directoryObject" {
		o, err := x.graph(request{method: http.MethodGet, path: t.path, query: url.Values{"$select": {"id"}}})
		if err != nil {
			return err
		}
		name = x.entityIn(t, o).canonical
	}
	if name != "user" && name != "servicePrincipal" {
		return badRequest("Invalid value specified for parameter 'securityEnabledOnly': it can be true for users only.")
	}
	return nil
}

// withoutUnits leaves out administrative units, which Graph counts among the
// objects that others are members of and this protocol does not.
func (x *exchange) withoutUnits(ids []string) ([]string, error) {
	units := map[string]bool{}
	err := x.s.Directory.Read(x.r.Context(), func(tx *store.Tx) error {
		for id, err := range tx.IDs(store.ListQuery{Types: []string{"administrativeUnit"}, IDs: ids}) {
			if err != nil {
				return err
			}
			units[id] = true
		}
		return nil
	})
	return slices.DeleteFunc(ids, func(id string) bool { return units[id] }), err
}

// isMemberOf answers with true or false. A group that is not there has no
// members.
func (x *exchange) isMemberOf(*target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	group, err := textArgument(args, "groupId")
	if err != nil {
		return err
	}
	member, err := textArgument(args, "memberId")
	if err != nil {
		return err
	}
	found, err := x.memberships(keyed("directoryObjects", member)+"/checkMemberGroups", odata.NewObject("groupIds", []string{group}))
	if err != nil {
		return err
	}
	return x.value("Edm.Boolean", len(found) > 0)
}

// textArgument reads a parameter that is a text and must be there.
func textArgument(args *odata.Object, name string) (string, error) {
	text := args.String(name)
	if text == "" {
		return "", badRequest("A value is required for parameter '%s'.", name)
	}
	return text, nil
}
