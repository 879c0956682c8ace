package aadgraph_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestWhatReferencesLeadTo(t *testing.T) {
	t.Parallel()
	tests := []struct {
		ref  directory.Ref
		want string // path, or "unsupported"
	}{
		{directory.Ref{Set: "users", Key: "lee@contoso.com"}, "contoso.com/users/lee@contoso.com"},
		{directory.Ref{Set: "users", Key: "o'b_c#EXT#@contoso.com"}, "contoso.com/users/o'b_c#EXT#@contoso.com"},
		{directory.Ref{Set: "users", Key: "$lee@contoso.com"}, "contoso.com/users('$lee@contoso.com')"},
		{directory.Ref{Set: "users", Key: "日本@contoso.com"}, "contoso.com/users/日本@contoso.com"},
		{directory.Ref{Set: "users", Key: "u", Path: "manager"}, "contoso.com/users/u/manager"},
		{directory.Ref{Set: "users", Key: "u", Path: "manager/$ref"}, "contoso.com/users/u/$links/manager"},
		{directory.Ref{Set: "users", Key: "u", Path: "photo"}, "unsupported"},
		{directory.Ref{Set: "users", Key: "u", Path: "transitiveMemberOf"}, "unsupported"},
		{directory.Ref{Set: "users", Key: "u", Path: "manager/manager"}, "unsupported"},
		{directory.Ref{Set: "me"}, "me"},
		{directory.Ref{Set: "me", Path: "manager"}, "me/manager"},
		{directory.Ref{Set: "me", Path: "manager/$ref"}, "me/$links/manager"},
		{directory.Ref{Set: "organization", Key: "o"}, "contoso.com/tenantDetails/o"},
		{directory.Ref{Set: "domains", Key: "fabrikam.com"}, "contoso.com/domains('fabrikam.com')"},
		{directory.Ref{Set: "applications", Key: "(appId='a-1')"}, "contoso.com/applicationsByAppId/a-1"},
		{directory.Ref{Set: "applications", Key: "a", Path: "extensionProperties/e"}, "contoso.com/applications/a/extensionProperties/e"},
		{directory.Ref{Set: "directory/deletedItems", Key: "d"}, "contoso.com/deletedApplications/d"},
		{directory.Ref{Set: "directory/deletedItems", Path: "microsoft.graph.user"}, "unsupported"},
		{directory.Ref{Set: "subscribedSkus", Key: "t_s"}, "contoso.com/subscribedSkus/t_s"},
		{directory.Ref{Set: "directoryObjects", Key: "d", Path: "members"}, "contoso.com/directoryObjects/d/members"},
		{directory.Ref{Set: "identity/conditionalAccess/policies", Key: "p"}, "unsupported"},
	}
	for _, tt := range tests {
		s, a := serve(t, nil)
		_, err := a.Get(t.Context(), tt.ref, odata.Query{})
		got := strings.TrimPrefix(strings.Join(s.asked, "; "), "GET ")
		if e := apierr.As(err); e != nil && e.Kind == apierr.Unsupported && e.Hint != "" && len(s.asked) == 0 {
			got = "unsupported"
		}
		if got != tt.want {
			t.Errorf("%v is %s (%v), want %s", tt.ref, got, err, tt.want)
		}
	}
}

func TestAlternateKeysAreLookedUp(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil,
		scripted{"GET contoso.com/applicationsByAppId/a-1", 200, `{"odata.type":"Microsoft.DirectoryServices.Application","objectId":"app"}`},
		scripted{"GET contoso.com/servicePrincipalsByAppId/a-1/objectId", 200, `{"odata.metadata":"x","value":["robot"]}`},
		scripted{"GET contoso.com/servicePrincipals/robot", 200, `{"odata.type":"Microsoft.DirectoryServices.ServicePrincipal","objectId":"robot","displayName":"Robot"}`},
		scripted{"GET contoso.com/directoryRoles", 200, page(`{"objectId":"r1","roleTemplateId":"t1"}`, `{"objectId":"r2","roleTemplateId":"t2"}`)},
	)
	o, err := a.Get(t.Context(), directory.Ref{Set: "servicePrincipals", Key: "(appId='a-1')"}, odata.Query{Select: []string{"id", "displayName"}})
	if err != nil || string(o.AppendJSON(nil)) != `{"id":"robot","displayName":"Robot"}` {
		t.Errorf("service principal %s, %v", o.AppendJSON(nil), err)
	}
	outcomes(t, a, operation(directory.Update, directory.Ref{Set: "applications", Key: "(appId='a-1')"}, "displayName", "x"))
	outcomes(t, a, operation(directory.Invoke, directory.Ref{Set: "applications", Key: "(appId='a-1')", Path: "removeKey"}, "keyId", "k", "proof", "p"))
	outcomes(t, a, to(operation(directory.Link, directory.Ref{Set: "directoryRoles", Key: "(roleTemplateId='t2')", Path: "members"}), "m"))
	want := []string{
		"GET contoso.com/servicePrincipalsByAppId/a-1/objectId", "GET contoso.com/servicePrincipals/robot",
		"GET contoso.com/applicationsByAppId/a-1", `PATCH contoso.com/applications/app {"displayName":"x"}`,
		`POST contoso.com/applicationsByAppId/a-1/removeKey {"keyId":"k","proof":"p"}`,
		"GET contoso.com/directoryRoles", `POST contoso.com/directoryRoles/r2/$links/members {"url":"https://graph.test/prefix/contoso.com/directoryObjects/m"}`,
	}
	if got := strings.Join(s.asked, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("asked\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	_, err = a.Get(t.Context(), directory.Ref{Set: "directoryRoles", Key: "(roleTemplateId='t3')"}, odata.Query{})
	if apierr.KindOf(err) != apierr.NotFound {
		t.Errorf("a role that there is not: %v", err)
	}
}
