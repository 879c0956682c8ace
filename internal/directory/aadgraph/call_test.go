package aadgraph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestFunctions(t *testing.T) {
	t.Parallel()
	service := []scripted{
		{"GET contoso.com/directoryObjects/d", 200, `{"odata.type":"Microsoft.DirectoryServices.ServicePrincipal","objectId":"d"}`},
		{"POST contoso.com/getObjectsByObjectIds", 200, page(person("ann", `,"mobile":"1"`))},
		{"POST contoso.com/getAvailableExtensionProperties", 200, page(`{"odata.type":"Microsoft.DirectoryServices.ExtensionProperty","objectType":"ExtensionProperty","objectId":"e","name":"n"}`)},
		{"POST contoso.com/isMemberOf", 200, `{"odata.metadata":"x","value":true}`},
		{"POST contoso.com/users/many/getMemberGroups", 400, refusal("Directory_ResultSizeLimitExceeded", "too many")},
		{"POST", 200, `{"odata.metadata":"x","value":["g"]}`},
	}
	of := func(path string) directory.Ref { return directory.Ref{Set: "directoryObjects", Path: path} }
	tests := []struct {
		ref           directory.Ref
		args          *odata.Object
		asked, answer string
	}{
		{user("a@b.c", "getMemberGroups"), odata.NewObject("securityEnabledOnly", true), `POST contoso.com/users/a@b.c/getMemberGroups {"securityEnabledOnly":true}`, `{"value":["g"]}`},
		{directory.Ref{Set: "me", Path: "getMemberObjects"}, nil, `POST me/getMemberObjects {"securityEnabledOnly":false}`, `{"value":["g"]}`},
		{directory.Ref{Set: "contacts", Key: "c", Path: "checkMemberGroups"}, odata.NewObject("groupIds", []string{"g", "h"}), `POST contoso.com/contacts/c/checkMemberGroups {"groupIds":["g","h"]}`, `{"value":["g"]}`},
		{directory.Ref{Set: "directoryObjects", Key: "d", Path: "getMemberGroups"}, nil, `GET contoso.com/directoryObjects/d; POST contoso.com/servicePrincipals/d/getMemberGroups {"securityEnabledOnly":false}`, `{"value":["g"]}`},
		{of("getByIds"), odata.NewObject("ids", []string{"1"}, "types", []string{"user", "orgContact", "odd"}), `POST contoso.com/getObjectsByObjectIds {"objectIds":["1"],"types":["User","Contact","odd"]}`,
			`{"value":[{"@odata.type":"#microsoft.graph.user","id":"id-ann","displayName":"ann","jobTitle":null,"mobilePhone":"1"}]}`},
		{of("getAvailableExtensionProperties"), odata.NewObject("isSyncedFromOnPremises", false), `POST contoso.com/getAvailableExtensionProperties {"isSyncedFromOnPremises":false}`,
			`{"value":[{"@odata.type":"#microsoft.graph.extensionProperty","id":"e","name":"n"}]}`},
		{of("getAvailableExtensionProperties"), nil, `POST contoso.com/getAvailableExtensionProperties {}`,
			`{"value":[{"@odata.type":"#microsoft.graph.extensionProperty","id":"e","name":"n"}]}`},
		{of("isMemberOf"), odata.NewObject("groupId", "g", "memberId", "m"), `POST contoso.com/isMemberOf {"groupId":"g","memberId":"m"}`, `{"value":true}`},
		{of("validateProperties"), nil, "", "not supported"},
		{user("u", "checkMemberObjects"), nil, "", "not supported"},
		{directory.Ref{Set: "domains", Key: "d.e", Path: "getMemberGroups"}, nil, "", "invalid"},
		{user("many", "getMemberGroups"), nil, `POST contoso.com/users/many/getMemberGroups {"securityEnabledOnly":false}`, "invalid"},
	}
	for _, tt := range tests {
		s, a := serve(t, nil, service...)
		o, err := a.Call(t.Context(), tt.ref, tt.args)
		answer := string(o.AppendJSON(nil))
		if err != nil {
			answer = apierr.KindOf(err).Error()
		}
		if asked := strings.Join(s.asked, "; "); asked != tt.asked || answer != tt.answer {
			t.Errorf("%v: asked %s, answer %s (%v); want %s, %s", tt.ref, asked, answer, err, tt.asked, tt.answer)
		}
	}
}

// Lists of ids go in parts of what a request takes.
func TestParts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, parameter string
		ids, requests   int
	}{
		{"checkMemberGroups", "groupIds", 20, 1},
		{"checkMemberGroups", "groupIds", 21, 2},
		{"getByIds", "ids", 1000, 1},
		{"getByIds", "ids", 1001, 2},
		{"getByIds", "ids", 2500, 3},
	} {
		s, a := serve(t, nil, scripted{"POST contoso.com/getObjectsByObjectIds", 200, page(person("ann", ""))}, scripted{"POST", 200, `{"value":["g"]}`})
		ref := directory.Ref{Set: "directoryObjects", Path: tt.name}
		if tt.parameter == "groupIds" {
			ref = user("u", tt.name)
		}
		var ids []string
		for i := range tt.ids {
			ids = append(ids, fmt.Sprint(i))
		}
		o, err := a.Call(t.Context(), ref, odata.NewObject(tt.parameter, ids))
		var all []any
		if err != nil || o.Decode("value", &all) != nil || len(all) != tt.requests || len(s.asked) != tt.requests {
			t.Errorf("%s of %d: %d requests, %d answers, %v", tt.name, tt.ids, len(s.asked), len(all), err)
		}
	}
}
