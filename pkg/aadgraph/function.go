package aadgraph

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// Bounds of the functions (the reference, "Functions"). A request above one is
// refused before it is sent.
const (
	MaxCheckGroups = 20   // groups in one checkMemberGroups
	MaxObjectIDs   = 1000 // ids in one getObjectsByObjectIds
	// MaxMemberships is how many groups (and roles) getMemberGroups and
	// getMemberObjects give at most; above it the service answers
	// Directory_ResultSizeLimitExceeded.
	MaxMemberships = 2046
)

// CheckMemberGroups gives those of the groups of which a principal is a
// member, directly or through others (POST {principal}/checkMemberGroups).
// principal is a path: users/{id or UPN}, groups/{id}, contacts/{id},
// servicePrincipals/{id}, or me. 1 to [MaxCheckGroups] groups.
func (c *Client) CheckMemberGroups(ctx context.Context, principal string, groups []string) ([]string, error) {
	if err := checkCount("groupIds", len(groups), MaxCheckGroups); err != nil {
		return nil, err
	}
	return c.memberFunction(ctx, principal, "checkMemberGroups", odata.NewObject("groupIds", groups))
}

// MemberGroups gives the ids of the groups of which a principal is a member,
// directly or through others (POST {principal}/getMemberGroups); with
// securityOnly those alone that are security groups. principal is as for
// [Client.CheckMemberGroups].
//
// The reference adds that on a user it can only be called with true; the
// service is asked either way and answers for itself.
func (c *Client) MemberGroups(ctx context.Context, principal string, securityOnly bool) ([]string, error) {
	return c.memberFunction(ctx, principal, "getMemberGroups", odata.NewObject("securityEnabledOnly", securityOnly))
}

// MemberObjects is [Client.MemberGroups] with directory roles (POST
// {principal}/getMemberObjects; version 1.5).
func (c *Client) MemberObjects(ctx context.Context, principal string, securityOnly bool) ([]string, error) {
	return c.memberFunction(ctx, principal, "getMemberObjects", odata.NewObject("securityEnabledOnly", securityOnly))
}

// IsMemberOf tells whether an object is a member of a group, directly or
// through others (POST isMemberOf). Both are ids.
func (c *Client) IsMemberOf(ctx context.Context, group, member string) (bool, error) {
	const path = "isMemberOf"
	o, err := c.Ask(ctx, path, odata.NewObject("groupId", group, "memberId", member))
	if err != nil {
		return false, err
	}
	value, ok := o.Bool("value")
	if !ok {
		return false, misread(path, true, fmt.Errorf("it has no Boolean %q", "value"))
	}
	return value, nil
}

// ObjectsByIDs gives the objects with these ids (POST getObjectsByObjectIds;
// version 1.5); ids that the directory does not know are left out. types
// narrows the search (User, Group, …, in any case); none is every type. 1 to
// [MaxObjectIDs] ids.
func (c *Client) ObjectsByIDs(ctx context.Context, ids, types []string) ([]*odata.Object, error) {
	if err := checkCount("objectIds", len(ids), MaxObjectIDs); err != nil {
		return nil, err
	}
	args := odata.NewObject("objectIds", ids)
	if len(types) > 0 {
		args.Set("types", types)
	}
	return c.objects(ctx, "getObjectsByObjectIds", args)
}

// ExtensionProperties gives the extension properties that are registered in
// the directory (POST getAvailableExtensionProperties; version 1.5): all, or
// those that are, or are not, synced from on-premises.
func (c *Client) ExtensionProperties(ctx context.Context, synced *bool) ([]*odata.Object, error) {
	args := odata.NewObject()
	if synced != nil {
		args.Set("isSyncedFromOnPremises", *synced)
	}
	return c.objects(ctx, "getAvailableExtensionProperties", args)
}

// asks tells whether a request calls one of the functions that are POSTs.
func asks(method, path string) bool {
	segments := rest.Segments(path)
	return method == http.MethodPost && len(segments) > 0 && slices.Contains([]string{
		"checkmembergroups", "getmembergroups", "getmemberobjects",
		"getobjectsbyobjectids", "getavailableextensionproperties", "ismemberof",
	}, segments[len(segments)-1])
}

// memberFunction calls one of the functions that are bound to a principal.
func (c *Client) memberFunction(ctx context.Context, principal, name string, args *odata.Object) ([]string, error) {
	if err := checkPrincipal(principal); err != nil {
		return nil, err
	}
	path := principal + "/" + name
	o, err := c.Ask(ctx, path, args)
	if err != nil {
		return nil, err
	}
	list, err := stringList(o)
	if err != nil {
		return nil, misread(path, true, err)
	}
	return list, nil
}

// objects asks for a list of objects. The service may give it in pages.
func (c *Client) objects(ctx context.Context, path string, args *odata.Object) ([]*odata.Object, error) {
	first, err := c.wire(Request{Method: http.MethodPost, Path: path, Body: args, Read: true})
	list := []*odata.Object{}
	for o, err := range Objects(ReadPages(c.follow(ctx, first, err))) {
		if err != nil {
			return nil, err
		}
		list = append(list, o)
	}
	return list, nil
}

// checkPrincipal refuses what has no memberships to ask for.
func checkPrincipal(path string) error {
	segments := rest.Segments(path)
	if len(segments) == 1 && segments[0] == "me" || len(segments) == 2 &&
		slices.Contains([]string{"users", "groups", "contacts", "serviceprincipals"}, segments[0]) {
		return nil
	}
	return apierr.New(apierr.Invalid, path, "Azure AD Graph knows no memberships of this").
		WithHint("name a user, group, contact or service principal")
}

func checkCount(name string, n, limit int) error {
	if n > 0 && n <= limit {
		return nil
	}
	return apierr.New(apierr.Invalid, name, "must be 1 to "+strconv.Itoa(limit)+" in one request, not "+strconv.Itoa(n))
}
