package graph

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestPath(t *testing.T) {
	t.Parallel()
	tests := []struct {
		ref  directory.Ref
		want string
	}{
		{directory.Ref{Set: "users"}, "users"},
		{directory.Ref{Set: "users", Key: "lee@contoso.com"}, "users/lee@contoso.com"},
		{directory.Ref{Set: "users", Key: "o'brien@contoso.com"}, "users/o'brien@contoso.com"},
		{directory.Ref{Set: "users", Key: "a_b.com#EXT#@contoso.com"}, "users/a_b.com%23EXT%23@contoso.com"},
		{directory.Ref{Set: "users", Key: "$lee@contoso.com"}, "users('%24lee@contoso.com')"},
		{directory.Ref{Set: "users", Key: "a/b"}, "users/a%2Fb"},
		{directory.Ref{Set: "users", Key: ".."}, "users('..')"},
		{directory.Ref{Set: "users", Key: "日本@contoso.com"}, "users/%E6%97%A5%E6%9C%AC@contoso.com"},
		{directory.Ref{Set: "applications", Key: "(appId='1-2')"}, "applications(appId='1-2')"},
		{directory.Ref{Set: "directory/deletedItems", Path: "microsoft.graph.user"}, "directory/deletedItems/microsoft.graph.user"},
		{directory.Ref{Set: "groups", Key: "g", Path: "members/microsoft.graph.user/$count"}, "groups/g/members/microsoft.graph.user/$count"},
		{directory.Ref{Set: "me", Path: "getMemberGroups"}, "me/getMemberGroups"},
		{directory.Ref{Set: "servicePrincipals", Key: "s", Path: "synchronization/jobs/a b"}, "servicePrincipals/s/synchronization/jobs/a%20b"},
	}
	for _, tt := range tests {
		if got := path(tt.ref); got != tt.want {
			t.Errorf("%+v is %s, want %s", tt.ref, got, tt.want)
		}
	}
}

func TestPrepare(t *testing.T) {
	t.Parallel()
	users := directory.Ref{Set: "users"}
	members := directory.Ref{Set: "groups", Key: "g", Path: "members"}
	deleted := directory.Ref{Set: "directory/deletedItems", Path: "microsoft.graph.user"}
	tests := []struct {
		name string
		ref  directory.Ref
		q    odata.Query
		want string // the query as it is sent, with " advanced" behind it
	}{
		{"nothing", users, odata.Query{}, "$top=999"},
		{"a small page", users, odata.Query{Top: 5}, "$top=5"},
		{"too large a page", users, odata.Query{Top: 5000}, "$top=999"},
		{"plain filter", users, odata.Query{Filter: "startswith(displayName,'A') AND accountEnabled eq true"}, "$filter=startsWith(displayName,'A')%20and%20accountEnabled%20eq%20true&$top=999"},
		{"ne", users, odata.Query{Filter: "accountEnabled ne true"}, "$filter=accountEnabled%20ne%20true&$top=999&$count=true advanced"},
		{"endsWith", users, odata.Query{Filter: "endswith(mail,'x')"}, "$filter=endsWith(mail,'x')&$top=999&$count=true advanced"},
		{"advanced property", users, odata.Query{Filter: "companyName eq 'x'"}, "$filter=companyName%20eq%20'x'&$top=999&$count=true advanced"},
		{"order with filter", users, odata.Query{Filter: "displayName eq 'x'", OrderBy: "displayName"}, "$filter=displayName%20eq%20'x'&$orderby=displayName&$top=999&$count=true advanced"},
		{"search", users, odata.Query{Search: `"displayName:a"`}, "$search=%22displayName:a%22&$top=999&$count=true advanced"},
		{"search and advanced filter", users, odata.Query{Search: `"displayName:a"`, Filter: "companyName eq 'x'", OrderBy: "displayName"}, "$filter=companyName%20eq%20'x'&$orderby=displayName&$search=%22displayName:a%22&$top=999&$count=true advanced"},
		{"search members", members, odata.Query{Search: `"displayName:a"`}, "$search=%22displayName:a%22&$top=999&$count=true advanced"},
		{"search without a property", users, odata.Query{Search: `ann`}, "$search=ann&$top=999&$count=true advanced"},
		{"deleted users", deleted, odata.Query{}, "$top=999"},
		{"deleted users by name", deleted, odata.Query{Filter: "displayName eq 'a'"}, "$filter=displayName%20eq%20'a'&$top=999&$count=true advanced"},
		{"deleted users, sorted", deleted, odata.Query{OrderBy: "displayName"}, "$orderby=displayName&$top=999&$count=true advanced"},
		{"deleted users, counted", deleted, odata.Query{Count: true, Select: []string{"id"}}, "$select=id&$top=999&$count=true advanced"},
		{"deleted users, chosen properties", deleted, odata.Query{Select: []string{"id"}}, "$select=id&$top=999"},
		{"count", users, odata.Query{Count: true}, "$top=999&$count=true advanced"},
		{"members", members, odata.Query{}, "$top=999"},
		{"members of a type", members.Below("members/microsoft.graph.user"), odata.Query{}, "$top=999&$count=true advanced"},
		{"members by name", members, odata.Query{Filter: "displayName eq 'a'"}, "$filter=displayName%20eq%20'a'&$top=999&$count=true advanced"},
		{"select in any case", users, odata.Query{Select: []string{"ID", "displayname"}}, "$select=id,displayName&$top=999"},
		{"extension", users, odata.Query{Select: []string{"extension_0123_x"}}, "$select=extension_0123_x&$top=999"},
		{"no pages", directory.Ref{Set: "directoryRoles"}, odata.Query{}, ""},
		{"domains", directory.Ref{Set: "domains"}, odata.Query{}, ""},
		{"unknown set", directory.Ref{Set: "auditLogs/signIns"}, odata.Query{Filter: "appId  eq 'x'"}, "$filter=appId%20eq%20'x'"},
		{"owned", directory.Ref{Set: "me", Path: "memberOf"}, odata.Query{}, "$top=999"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			q, err := prepareList(tt.ref, tt.q)
			if err != nil {
				t.Fatal(err)
			}
			got := q.Encode()
			if q.Advanced {
				got += " advanced"
			}
			if got != tt.want {
				t.Errorf("\n %s, want\n %s", got, tt.want)
			}
		})
	}
}

func TestSlips(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		q    odata.Query
		want []string
	}{
		{"syntax", odata.Query{Filter: "displayName eq 'A' adn true"}, []string{"$filter", "character 20", "\n                     ^"}},
		{"unknown property", odata.Query{Filter: "displayNam eq 'A'"}, []string{"displayNam", "displayName", "^"}},
		{"not offered", odata.Query{Filter: "id eq 'x' and endswith(displayName,'A')"}, []string{"displayName", "endsWith"}},
		{"select", odata.Query{Select: []string{"displayNme"}}, []string{"displayNme", "displayName"}},
		{"order", odata.Query{OrderBy: "displayNme"}, []string{"displayNme", "displayName"}},
		{"search", odata.Query{Search: `"displayName:a" OR "mail:b`}, []string{"$search", "^"}},
		{"search of an unknown property", odata.Query{Search: `"mail:a" OR "displayNam:x"`}, []string{"$search", "displayNam", "displayName", "\n              ^"}},
		{"search not offered", odata.Query{Search: `"accountEnabled:true"`}, []string{"$search", "accountEnabled"}},
		{"order syntax", odata.Query{OrderBy: "displayName down"}, []string{"$orderby"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := prepareList(directory.Ref{Set: "users"}, tt.q)
			if apierr.KindOf(err) != apierr.Invalid {
				t.Fatalf("error %v, want an invalid one", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("no %q in %q", want, err)
				}
			}
		})
	}
}

func TestParameters(t *testing.T) {
	t.Parallel()
	op, _ := question.Operation(directory.Ref{Set: "users", Key: "1", Path: "reminderView"})
	got := "reminderView" + parameters(op, odata.NewObject("StartDateTime", "2026-01-01", "EndDateTime", "O'Brien"))
	if want := "reminderView(StartDateTime='2026-01-01',EndDateTime='O''Brien')"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := parameters(op, nil); got != "()" {
		t.Errorf("no arguments are %s", got)
	}
}
