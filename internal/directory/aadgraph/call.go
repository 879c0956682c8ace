package aadgraph

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Call asks one of the functions of the reference. Lists of ids that are
// longer than the service takes at once go in several requests, whose answers
// are joined. The answer has Graph's form.
func (a *Adapter) Call(ctx context.Context, ref directory.Ref, args *odata.Object) (*odata.Object, error) {
	o, err := a.call(ctx, ref, args)
	if err != nil {
		return nil, explain(err, question.Target(ref))
	}
	return o, nil
}

func (a *Adapter) call(ctx context.Context, ref directory.Ref, args *odata.Object) (*odata.Object, error) {
	if strings.EqualFold(ref.Set, "directoryObjects") && ref.Key == "" {
		return a.callDirectory(ctx, ref, args)
	}
	at, err := locate(ref.Below(""))
	if err != nil {
		return nil, err
	}
	only, _ := args.Bool("securityEnabledOnly")
	var ask func(principal string) ([]string, error)
	switch strings.ToLower(ref.Path) {
	case "getmembergroups":
		ask = func(principal string) ([]string, error) { return a.client.MemberGroups(ctx, principal, only) }
	case "getmemberobjects":
		ask = func(principal string) ([]string, error) { return a.client.MemberObjects(ctx, principal, only) }
	case "checkmembergroups":
		return question.InParts(ref, args, func(part *odata.Object) (*odata.Object, error) {
			return a.ofPrincipal(ctx, at, func(principal string) ([]string, error) {
				return a.client.CheckMemberGroups(ctx, principal, part.Strings("groupIds"))
			})
		})
	default:
		return nil, lacks("function "+ref.Path+" of "+ref.Set, functionHint(ref.Path))
	}
	return a.ofPrincipal(ctx, at, ask)
}

func functionHint(name string) string {
	if strings.EqualFold(name, "checkMemberObjects") {
		return "`membership list --roles` gives all groups and roles"
	}
	return ""
}

// ofPrincipal asks about the memberships of an object.
func (a *Adapter) ofPrincipal(ctx context.Context, at address, ask func(string) ([]string, error)) (*odata.Object, error) {
	principal, err := a.principal(ctx, at)
	if err != nil {
		return nil, err
	}
	ids, err := ask(principal)
	if err != nil {
		return nil, err
	}
	if ids == nil {
		ids = []string{}
	}
	return odata.NewObject("value", ids), nil
}

// callDirectory asks the functions that are the directory's own.
func (a *Adapter) callDirectory(ctx context.Context, ref directory.Ref, args *odata.Object) (*odata.Object, error) {
	switch strings.ToLower(ref.Path) {
	case "getbyids":
		return question.InParts(ref, args, func(part *odata.Object) (*odata.Object, error) {
			return values(a.client.ObjectsByIDs(ctx, part.Strings("ids"), wireTypes(part.Strings("types"))))
		})
	case "getavailableextensionproperties":
		var synced *bool
		if only, ok := args.Bool("isSyncedFromOnPremises"); ok {
			synced = &only
		}
		return values(a.client.ExtensionProperties(ctx, synced))
	case "ismemberof":
		is, err := a.client.IsMemberOf(ctx, args.String("groupId"), args.String("memberId"))
		if err != nil {
			return nil, err
		}
		return odata.NewObject("value", is), nil
	}
	return nil, lacks("function "+ref.Path, "")
}

// values makes Graph's form of a list of objects, each of which says its type.
func values(list []*odata.Object, err error) (*odata.Object, error) {
	if err != nil {
		return nil, err
	}
	objects, by := make([]*odata.Object, len(list)), new(aadgraph.Translator)
	for i, o := range list {
		objects[i] = translated(by, "", o)
	}
	return odata.NewObject("value", objects), nil
}

// wireTypes gives the service's names of types; one that it does not know
// stays, for the service to say so.
func wireTypes(names []string) []string {
	types := make([]string, len(names))
	for i, name := range names {
		types[i] = name
		if t := aadgraph.CanonicalType(name); t != "" {
			types[i] = string(t)
		}
	}
	return types
}
