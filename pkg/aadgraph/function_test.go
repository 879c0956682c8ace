package aadgraph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const (
	alex   = "users/alexd%40a830edad9050849NDA1.onmicrosoft.com"
	groups = `{"odata.metadata":"BASE/myorganization/$metadata#Collection(Edm.String)",` +
		`"value":["8ab3f116-1afb-44cb-8e61-6b20cb1e353c","be78b7e2-a94a-4ab0-9bb4-403977cc7ec6"]}`
	bothGroups = `["8ab3f116-1afb-44cb-8e61-6b20cb1e353c","be78b7e2-a94a-4ab0-9bb4-403977cc7ec6"]`
)

// call is one function or action, its request and its answer, as the
// reference shows them.
type call struct {
	name    string
	do      func(context.Context, *aadgraph.Client) (any, error)
	request string
	body    string // as JSON; "" is none
	reply   reply
	want    string // the result as JSON
}

func TestFunctions(t *testing.T) {
	t.Parallel()
	run(t, slices.Concat(functions(), applicationCalls(), userCalls()))
}

func run(t *testing.T, calls []call) {
	for _, tt := range calls {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, c := serve(t, tt.reply)
			got, err := tt.do(t.Context(), c)
			if err != nil {
				t.Fatal(err)
			}
			s.Want(t, tt.request)
			if s.Bodies[0] != tt.body {
				t.Errorf("body is %s, want %s", s.Bodies[0], tt.body)
			}
			text, err := json.Marshal(got)
			if err != nil || strings.ReplaceAll(string(text), s.Base, "BASE") != tt.want {
				t.Errorf("result is %s (%v), want %s", text, err, tt.want)
			}
		})
	}
}

func functions() []call {
	type client = aadgraph.Client
	yes := true
	return []call{
		{"checkMemberGroups", func(ctx context.Context, c *client) (any, error) {
			return c.CheckMemberGroups(ctx, alex, []string{"g1", "g2"})
		}, "POST myorganization/" + alex + "/checkMemberGroups?api-version=1.6", `{"groupIds":["g1","g2"]}`, ok(groups), bothGroups},
		{"getMemberGroups", func(ctx context.Context, c *client) (any, error) {
			return c.MemberGroups(ctx, alex, true)
		}, "POST myorganization/" + alex + "/getMemberGroups?api-version=1.6", `{"securityEnabledOnly":true}`, ok(groups), bothGroups},
		{"getMemberObjects", func(ctx context.Context, c *client) (any, error) {
			return c.MemberObjects(ctx, "contacts/c1", false)
		}, "POST myorganization/contacts/c1/getMemberObjects?api-version=1.6", `{"securityEnabledOnly":false}`, ok(groups), bothGroups},
		{"of me", func(ctx context.Context, c *client) (any, error) {
			return c.MemberGroups(ctx, "me", false)
		}, "POST me/getMemberGroups?api-version=1.6", `{"securityEnabledOnly":false}`, ok(groups), bothGroups},
		{"isMemberOf", func(ctx context.Context, c *client) (any, error) {
			return c.IsMemberOf(ctx, "g", "m")
		}, "POST myorganization/isMemberOf?api-version=1.6", `{"groupId":"g","memberId":"m"}`,
			ok(`{"odata.metadata":"BASE/myorganization/$metadata#Edm.Boolean","value":true}`), "true"},
		{"getObjectsByObjectIds", func(ctx context.Context, c *client) (any, error) {
			return c.ObjectsByIDs(ctx, []string{"a", "b"}, []string{"Group"})
		}, "POST myorganization/getObjectsByObjectIds?api-version=1.6", `{"objectIds":["a","b"],"types":["Group"]}`,
			ok(`{"odata.metadata":"m","value":[{"odata.type":"Microsoft.DirectoryServices.Group","objectId":"a"}]}`),
			`[{"odata.type":"Microsoft.DirectoryServices.Group","objectId":"a"}]`},
		{"of every type", func(ctx context.Context, c *client) (any, error) {
			return c.ObjectsByIDs(ctx, []string{"a"}, nil)
		}, "POST myorganization/getObjectsByObjectIds?api-version=1.6", `{"objectIds":["a"]}`, ok(`{"value":[]}`), `[]`},
		{"getAvailableExtensionProperties", func(ctx context.Context, c *client) (any, error) {
			return c.ExtensionProperties(ctx, nil)
		}, "POST myorganization/getAvailableExtensionProperties?api-version=1.6", `{}`, ok(`{"value":[{"name":"extension_x_y"}]}`), `[{"name":"extension_x_y"}]`},
		{"those that are synced", func(ctx context.Context, c *client) (any, error) {
			return c.ExtensionProperties(ctx, &yes)
		}, "POST myorganization/getAvailableExtensionProperties?api-version=1.6", `{"isSyncedFromOnPremises":true}`, ok(`{"value":[]}`), `[]`},
		{"verify", func(ctx context.Context, c *client) (any, error) {
			return c.VerifyDomain(ctx, "contoso.com")
		}, "POST myorganization/domains('contoso.com')/verify?api-version=1.6", "", ok(`{"name":"contoso.com","isVerified":true}`), `{"name":"contoso.com","isVerified":true}`},
	}
}

// TestFunctionsLeaveInADryRun has functions, which change nothing and are
// POSTs, answered, and actions kept back.
func TestFunctionsLeaveInADryRun(t *testing.T) {
	t.Parallel()
	for _, tt := range functions() {
		if tt.name == "verify" {
			continue
		}
		s, c := serveWith(t, dryRun(nil), tt.reply)
		if _, err := tt.do(t.Context(), c); err != nil || len(s.Asked) != 1 {
			t.Errorf("%s: %v after %d requests", tt.name, err, len(s.Asked))
		}
	}
	s, c := serveWith(t, dryRun(nil), ok(groups))
	if err := c.Do(t.Context(), aadgraph.Request{Method: "POST", Path: "users/u/getMemberGroups"}).Err; err != nil || len(s.Asked) != 1 {
		t.Errorf("a function by Do: %v after %d requests", err, len(s.Asked))
	}
	for _, tt := range slices.Concat(applicationCalls(), userCalls()) {
		if strings.HasPrefix(tt.request, "GET") {
			continue
		}
		s, c := serveWith(t, dryRun(nil), tt.reply)
		_, err := tt.do(t.Context(), c)
		if wantKind(t, err, apierr.DryRun); len(s.Asked) != 0 {
			t.Errorf("%s left in a dry run", tt.name)
		}
	}
}

func TestBoundsAreKeptBeforeSending(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		n    int
		good bool
		do   func(context.Context, *aadgraph.Client, []string) error
	}{
		{"checkMemberGroups", 0, false, checkGroups}, {"checkMemberGroups", 20, true, checkGroups}, {"checkMemberGroups", 21, false, checkGroups},
		{"getObjectsByObjectIds", 0, false, byIDs}, {"getObjectsByObjectIds", 1000, true, byIDs}, {"getObjectsByObjectIds", 1001, false, byIDs},
	} {
		s, c := serve(t, ok(`{"value":[]}`))
		ids := make([]string, tt.n)
		for i := range ids {
			ids[i] = fmt.Sprint(i)
		}
		err := tt.do(t.Context(), c, ids)
		if tt.good != (err == nil) || tt.good != (len(s.Asked) == 1) {
			t.Errorf("%s with %d: %v after %d requests", tt.name, tt.n, err, len(s.Asked))
		}
		if !tt.good {
			wantKind(t, err, apierr.Invalid)
		}
	}
}

// TestObjectsInPages has a list that the service gives in parts: they are asked
// for by POST too.
func TestObjectsInPages(t *testing.T) {
	t.Parallel()
	s, c := serve(t, page("getObjectsByObjectIds?$skiptoken=X'1'", "a"), page("", "b"))
	list, err := c.ObjectsByIDs(t.Context(), []string{"a", "b"}, nil)
	if err != nil || len(list) != 2 {
		t.Fatalf("%d objects (%v)", len(list), err)
	}
	s.Want(t, "POST myorganization/getObjectsByObjectIds?api-version=1.6",
		"POST myorganization/getObjectsByObjectIds?api-version=1.6&$skiptoken=X'1'")
	if s.Bodies[1] != "" {
		t.Errorf("the second body is %s", s.Bodies[1])
	}
}

func checkGroups(ctx context.Context, c *aadgraph.Client, ids []string) error {
	_, err := c.CheckMemberGroups(ctx, "groups/g", ids)
	return err
}

func byIDs(ctx context.Context, c *aadgraph.Client, ids []string) error {
	_, err := c.ObjectsByIDs(ctx, ids, nil)
	return err
}

func TestPrincipals(t *testing.T) {
	t.Parallel()
	for path, good := range map[string]bool{
		"users/u": true, "groups/g": true, "contacts/c": true, "servicePrincipals/s": true, "serviceprincipals/s": true, "me": true,
		"applications/a": false, "directoryObjects/o": false, "devices/d": false, "users": false, "users/u/manager": false, "": false,
	} {
		s, c := serve(t, ok(groups))
		_, err := c.MemberGroups(t.Context(), path, false)
		if good != (err == nil) || good != (len(s.Asked) == 1) {
			t.Errorf("%s: %v after %d requests", path, err, len(s.Asked))
		}
	}
}

func TestAnswersOfAnotherShape(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{}`, `{"value":null}`, `{"value":[1]}`, `{"value":7}`, `{"value":{}}`, `[]`, `true`, ``} {
		for _, do := range []func(*aadgraph.Client) error{
			func(c *aadgraph.Client) error { _, err := c.MemberGroups(t.Context(), "me", true); return err },
			func(c *aadgraph.Client) error { _, err := c.IsMemberOf(t.Context(), "g", "m"); return err },
			func(c *aadgraph.Client) error { _, err := c.ExtensionProperties(t.Context(), nil); return err },
			func(c *aadgraph.Client) error { _, err := c.ServicePrincipalID(t.Context(), "a"); return err },
			func(c *aadgraph.Client) error { _, err := c.Link(t.Context(), "me/manager"); return err },
		} {
			_, c := serve(t, ok(body))
			err := do(c)
			if e := wantKind(t, err, apierr.Unavailable); e.Sent {
				t.Errorf("%s: a question cannot be in doubt", body)
			}
		}
	}
}

func key() *odata.Object {
	return odata.NewObject("customKeyIdentifier", "6uv7gh", "keyId", nil, "type", "AsymmetricX509Cert", "usage", "Verify", "value", "MIIB9j")
}
