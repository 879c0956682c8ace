package aadgraph_test

import (
	"context"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

func applicationCalls() []call {
	type client = aadgraph.Client
	const app = `{"odata.type":"Microsoft.DirectoryServices.Application","objectId":"o","appId":"a"}`
	const addBody = `{"keyCredential":{"customKeyIdentifier":"6uv7gh","keyId":null,"type":"AsymmetricX509Cert","usage":"Verify","value":"MIIB9j"},` +
		`"passwordCredential":null,"proof":"eyJ0"}`
	add := func(path string) func(context.Context, *client) (any, error) {
		return func(ctx context.Context, c *client) (any, error) {
			return c.AddKey(ctx, path, aadgraph.NewKey{KeyCredential: key(), Proof: "eyJ0"})
		}
	}
	return []call{
		{"applications", func(ctx context.Context, c *client) (any, error) { return c.Application(ctx, "o") },
			"GET myorganization/applications/o?api-version=1.6", "", ok(app), app},
		{"applicationsByAppId", func(ctx context.Context, c *client) (any, error) { return c.ApplicationByAppID(ctx, "a") },
			"GET myorganization/applicationsByAppId/a?api-version=1.6", "", ok(app), app},
		{"servicePrincipalsByAppId, a list of one", func(ctx context.Context, c *client) (any, error) { return c.ServicePrincipalID(ctx, "a") },
			"GET myorganization/servicePrincipalsByAppId/a/objectId?api-version=1.6", "",
			ok(`{"odata.metadata":"m#Edm.String","value":["00b4e797-7017-4720-b187-b01981c820d6"]}`), `"00b4e797-7017-4720-b187-b01981c820d6"`},
		{"servicePrincipalsByAppId, a string", func(ctx context.Context, c *client) (any, error) { return c.ServicePrincipalID(ctx, "a") },
			"GET myorganization/servicePrincipalsByAppId/a/objectId?api-version=1.6", "",
			ok(`{"odata.metadata":"m#Edm.String","value":"00b4e797-7017-4720-b187-b01981c820d6"}`), `"00b4e797-7017-4720-b187-b01981c820d6"`},
		{"addKey", add("applications/o"), "POST myorganization/applications/o/addKey?api-version=1.6", addBody,
			ok(`{"value":[{"keyCredential":{"keyId":"k1","value":null}},{"keyCredential":{"keyId":"k2"}}]}`),
			`[{"keyId":"k1","value":null},{"keyId":"k2"}]`},
		{"addKey by app id, plain items", add("applicationsByAppId/a"), "POST myorganization/applicationsByAppId/a/addKey?api-version=1.6", addBody,
			ok(`{"value":[{"keyId":"k1"}]}`), `[{"keyId":"k1"}]`},
		{"removeKey", func(ctx context.Context, c *client) (any, error) {
			return nil, c.RemoveKey(ctx, "applicationsByAppId/a", "k1", "eyJ0")
		}, "POST myorganization/applicationsByAppId/a/removeKey?api-version=1.6", `{"keyId":"k1","proof":"eyJ0"}`, none(), "null"},
		{"restore", func(ctx context.Context, c *client) (any, error) { return c.RestoreApplication(ctx, "o", nil) },
			"POST myorganization/deletedApplications/o/restore?api-version=1.6", `{}`, ok(app), app},
		{"restore with other addresses", func(ctx context.Context, c *client) (any, error) {
			return c.RestoreApplication(ctx, "o", []string{"https://restoredApp/"})
		}, "POST myorganization/deletedApplications/o/restore?api-version=1.6", `{"identifierUris":["https://restoredApp/"]}`, ok(app), app},
		{"restore without any address", func(ctx context.Context, c *client) (any, error) {
			return c.RestoreApplication(ctx, "o", []string{})
		}, "POST myorganization/deletedApplications/o/restore?api-version=1.6", `{"identifierUris":[]}`, ok(app), app},
	}
}

func userCalls() []call {
	type client = aadgraph.Client
	const who = `{"objectId":"u","displayName":"Garth Fort"}`
	const fabeb = "fabeb27a-0481-4a80-b43e-a5c02c125874"
	url := "BASE/myorganization/directoryObjects/" + fabeb + "/Microsoft.WindowsAzure.ActiveDirectory.User"
	sku := odata.NewObject("disabledPlans", []string{"p"}, "skuId", "s")
	return []call{
		{"assignLicense", func(ctx context.Context, c *client) (any, error) {
			return nil, c.AssignLicense(ctx, alex, []*odata.Object{sku}, nil)
		}, "POST myorganization/" + alex + "/assignLicense?api-version=1.6",
			`{"addLicenses":[{"disabledPlans":["p"],"skuId":"s"}],"removeLicenses":[]}`, reply{Status: 200}, "null"},
		{"assignLicense to me", func(ctx context.Context, c *client) (any, error) {
			return nil, c.AssignLicense(ctx, "me", nil, []string{"s"})
		}, "POST me/assignLicense?api-version=1.6", `{"addLicenses":[],"removeLicenses":["s"]}`, ok(who), "null"},
		{"changePassword", func(ctx context.Context, c *client) (any, error) {
			return nil, c.ChangePassword(ctx, "Test1234!", "Test5678!")
		}, "POST me/changePassword?api-version=1.6", `{"currentPassword":"Test1234!","newPassword":"Test5678!"}`, none(), "null"},
		{"me", func(ctx context.Context, c *client) (any, error) { return c.Me(ctx) }, "GET me?api-version=1.6", "", ok(who), who},
		{"update me", func(ctx context.Context, c *client) (any, error) {
			return nil, c.UpdateMe(ctx, odata.NewObject("department", "Sales", "usageLocation", "US"))
		}, "PATCH me?api-version=1.6", `{"department":"Sales","usageLocation":"US"}`, none(), "null"},
		{"my manager", func(ctx context.Context, c *client) (any, error) { return c.MyManager(ctx) }, "GET me/manager?api-version=1.6", "", ok(who), who},
		{"my manager's link", func(ctx context.Context, c *client) (any, error) { return c.MyManagerLink(ctx) },
			"GET me/$links/manager?api-version=1.6", "", ok(`{"odata.metadata":"BASE/m#directoryObjects/$links/manager","url":"` + url + `"}`), `"` + url + `"`},
		{"clear my manager", func(ctx context.Context, c *client) (any, error) { return nil, c.ClearMyManager(ctx) },
			"DELETE me/$links/manager?api-version=1.6", "", none(), "null"},
	}
}

// dryRun gives options of a client that keeps changes back.
func dryRun(kept func(rest.Kept)) aadgraph.Options {
	if kept == nil {
		kept = func(rest.Kept) {}
	}
	return aadgraph.Options{Options: rest.Options{DryRun: kept}}
}

func TestDryRunShowsNoSecret(t *testing.T) {
	t.Parallel()
	var shown string
	_, c := serveWith(t, dryRun(func(k rest.Kept) { shown = string(k.Body) }), none())
	_ = c.ChangePassword(t.Context(), "Test1234!", "Test5678!")
	if want := `{"currentPassword":"***","newPassword":"***"}`; shown != want {
		t.Errorf("a dry run shows %s, want %s", shown, want)
	}
	_ = c.Update(t.Context(), "applications/o", object(t, `{"passwordCredentials":[{"keyId":"k","value":"secret"}],`+
		`"keyCredentials":[{"type":"AsymmetricX509Cert","value":"MIIB"}],"appRoles":[{"value":"Read.All"}]}`))
	want := `{"passwordCredentials":[{"keyId":"k","value":"***"}],"keyCredentials":[{"type":"AsymmetricX509Cert","value":"***"}],"appRoles":[{"value":"Read.All"}]}`
	if shown != want {
		t.Errorf("a dry run shows %s, want %s", shown, want)
	}
}
