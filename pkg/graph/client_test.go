package graph_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestObject(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		r    reply
		want string // the object as JSON; "nil"; "error"
	}{
		{"object", ok(`{"@odata.context":"c","id":"1","new":{"x":[1]}}`), `{"@odata.context":"c","id":"1","new":{"x":[1]}}`},
		{"no content", reply{Status: 204, Kind: "-"}, "nil"},
		{"accepted", reply{Status: 202, Kind: "-"}, "nil"},
		{"empty 200", reply{Status: 200}, "nil"},
		{"count", reply{Status: 200, Body: "42", Kind: "text/plain"}, `{"value":42}`},
		{"count with a mark", reply{Status: 200, Body: "\ufeff42", Kind: "text/plain"}, `{"value":42}`},
		{"a value", ok(`true`), `{"value":true}`},
		{"a page of HTML", reply{Status: 200, Body: "<html>sign in</html>", Kind: "text/html"}, "error"},
		{"half of it", ok(`{"id":`), "error"},
		{"two of it", ok(`{"id":1}{"id":2}`), "error"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, c := serve(t, tt.r)
			o, err := c.Update(t.Context(), "users/1", odata.NewObject("a", 1))
			got := "nil"
			switch {
			case err != nil:
				got = "error"
				if e := wantKind(t, err, apierr.Unavailable); !e.Sent {
					t.Error("a change with an unreadable answer is in doubt")
				}
			case o != nil:
				got = string(o.AppendJSON(nil))
			}
			if got != tt.want {
				t.Errorf("%s (%v), want %s", got, err, tt.want)
			}
		})
	}
}

func TestRequests(t *testing.T) {
	t.Parallel()
	s, c := serve(t, reply{Status: 204, Kind: "-"})
	ctx := t.Context()
	steps := []error{
		c.AddRef(ctx, "groups/g/members", "m"),
		c.SetRef(ctx, "users/u/manager", "m"),
		c.RemoveRef(ctx, "groups/g/members", "m"),
		c.RemoveRef(ctx, "users/u/manager", ""),
		c.Erase(ctx, "d"),
	}
	for i, err := range steps {
		if err != nil {
			t.Errorf("step %d: %v", i, err)
		}
	}
	for _, call := range []func() (*odata.Object, error){
		func() (*odata.Object, error) { return c.Restore(ctx, "d") },
		func() (*odata.Object, error) { return c.Action(ctx, "users/u/revokeSignInSessions", nil) },
		func() (*odata.Object, error) { return c.Function(ctx, "users/delta()", odata.Query{}) },
		func() (*odata.Object, error) { return c.Create(ctx, "users", odata.NewObject("displayName", "L")) },
	} {
		if _, err := call(); err != nil {
			t.Error(err)
		}
	}
	s.Want(t,
		"POST groups/g/members/$ref", "PUT users/u/manager/$ref", "DELETE groups/g/members/m/$ref",
		"DELETE users/u/manager/$ref", "DELETE directory/deletedItems/d", "POST directory/deletedItems/d/restore",
		"POST users/u/revokeSignInSessions", "GET users/delta()", "POST users")
	ref := `{"@odata.id":"` + s.Base + `/directoryObjects/m"}`
	want := []string{ref, ref, "", "", "", "", "", "", `{"displayName":"L"}`}
	for i := range want {
		if s.Bodies[i] != want[i] {
			t.Errorf("%s had the body %q, want %q", s.Asked[i], s.Bodies[i], want[i])
		}
	}
}

func TestAdvancedQueries(t *testing.T) {
	t.Parallel()
	tests := []struct {
		path, uri string
		q         odata.Query
		level     string
	}{
		{"users", "GET users?$filter=a", odata.Query{Filter: "a"}, ""},
		{"users", "GET users?$filter=a&$count=true", odata.Query{Filter: "a", Advanced: true}, "eventual"},
		{"users", "GET users?$search=%22a:b%22", odata.Query{Search: `"a:b"`}, "eventual"},
		{"users/$count", "GET users/$count?$filter=a", odata.Query{Filter: "a", Advanced: true}, "eventual"},
	}
	for _, tt := range tests {
		s, c := serve(t, ok(`{"value":[]}`))
		if _, err := c.Get(t.Context(), tt.path, tt.q); err != nil {
			t.Fatal(err)
		}
		s.Want(t, tt.uri)
		if got := s.Header[0].Get("ConsistencyLevel"); got != tt.level {
			t.Errorf("%s: ConsistencyLevel is %q, want %q", tt.uri, got, tt.level)
		}
	}
}

func TestNeverDeletesThroughARelation(t *testing.T) {
	t.Parallel()
	for path, good := range map[string]bool{
		"groups/g/members/m":                             false,
		"groups/g/Members/m":                             false,
		"groups/g/%6dembers/m":                           false,
		"groups/g/members('m')":                          false,
		"groups/g/members/microsoft.graph.user/m":        false,
		"groups('g')/owners/m":                           false,
		"users/u/manager":                                false,
		"users/u/directReports/x":                        false,
		"me/manager/":                                    false,
		"applications/a/owners/o":                        false,
		"servicePrincipals/s/claimsMappingPolicies/p":    false,
		"groups/g/members":                               false,
		"groups/g/members/m/$ref":                        true,
		"groups/g/members/$ref":                          true,
		"users/u/manager/$ref":                           true,
		"users/u":                                        true,
		"groups/members":                                 false,
		"groups/g":                                       true,
		"teams/t/members/x":                              true,
		"groups/g/team/channels/c/members/x":             true,
		"policies/claimsMappingPolicies/p":               true,
		"users/u/appRoleAssignments/a":                   true,
		"applications/a/federatedIdentityCredentials/f":  true,
		"directory/administrativeUnits/a/members/m":      false,
		"directory/administrativeUnits/a/members/m/$ref": true,
	} {
		s, c := serve(t, reply{Status: 204, Kind: "-"})
		err := c.Delete(t.Context(), path)
		if good != (err == nil) || good != (len(s.Asked) == 1) {
			t.Errorf("DELETE %s: %v after %d requests", path, err, len(s.Asked))
		}
		answers, err := c.Batch(t.Context(), []graph.BatchRequest{{Method: "DELETE", Path: path}})
		if !good && (err == nil || answers[0].Err == nil || !strings.Contains(err.Error(), "$ref")) {
			t.Errorf("DELETE %s in a batch: %v", path, err)
		}
		if e := c.Do(t.Context(), graph.BatchRequest{Method: "DELETE", Path: path}).Err; good != (e == nil) {
			t.Errorf("DELETE %s by Do: %v", path, e)
		}
	}
}
