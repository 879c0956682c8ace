package cli_test

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/testkit"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// decorator makes the objects of a stage.
type decorator struct {
	t         *testing.T
	stage     *stage
	directory http.RoundTripper
}

// post sends a request that makes or links something, and gives the answer.
func (d *decorator) post(path, body string, args ...any) *odata.Object {
	d.t.Helper()
	return d.send(http.MethodPost, path, fmt.Sprintf(body, args...))
}

func (d *decorator) send(method, path, body string) *odata.Object {
	d.t.Helper()
	r, err := http.NewRequestWithContext(d.t.Context(), method, "https://localhost/beta"+path, strings.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := d.directory.RoundTrip(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode > 299 {
		d.t.Fatalf("%s %s: status %d: %s (%v)", method, path, answer.StatusCode, data, err)
	}
	if len(data) == 0 {
		return nil
	}
	o, err := odata.ParseObject(data)
	if err != nil {
		d.t.Fatal(err)
	}
	return o
}

// link puts an object into a relation.
func (d *decorator) link(relation, id string) {
	d.t.Helper()
	d.post(relation+"/$ref", `{"@odata.id":"https://localhost/v1.0/directoryObjects/%s"}`, id)
}

// keep notes what commands call an object.
func (d *decorator) keep(name string, o *odata.Object) string {
	d.stage.values[name] = o.ID()
	return o.ID()
}

// application makes an application, with a service principal unless it is to
// be alone: $nameApp, $nameAppId and $namePrincipal.
func (d *decorator) application(name string, alone bool) (app, principal string) {
	d.t.Helper()
	o := d.post("/applications", `{"displayName":%q,"appRoles":[{"id":"3c1f9a52-6d0b-4e87-a2c4-71b8e5d96f03",
		"allowedMemberTypes":["User"],"description":"Reads","displayName":"Reader","isEnabled":true,"value":"Reader"}]}`, name)
	appID := o.String("appId")
	d.stage.values[name+"AppId"] = appID
	app = d.keep(name+"App", o)
	if !alone {
		principal = d.keep(name+"Principal", d.post("/servicePrincipals", `{"appId":%q}`, appID))
	}
	return app, principal
}

func (d *decorator) decorate() {
	d.t.Helper()
	for _, name := range []string{"ann", "bob"} {
		d.keep(name, d.post("/users", `{"accountEnabled":true,"displayName":%[1]q,"mailNickname":%[1]q,
			"userPrincipalName":"%[1]s@contoso.onmicrosoft.com","passwordProfile":{"password":"correct-Horse-battery-staple-7-and-some-more"}}`, name))
	}
	d.application("none", false)
	_, stranger := d.application("stranger", false)
	_, owner := d.application("owner", false)
	d.permit(stranger)
	d.permit(owner)
	app, principal := d.application("rich", false)
	bare, barePrincipal := d.application("bare", false)
	lone, _ := d.application("lone", true)
	gone, _ := d.application("gone", true)
	d.stage.values["gone"] = gone
	for _, owned := range []string{"/applications/" + app, "/servicePrincipals/" + principal, "/applications/" + bare,
		"/servicePrincipals/" + barePrincipal, "/applications/" + lone, "/applications/" + gone} {
		d.link(owned+"/owners", owner)
	}
	d.send(http.MethodDelete, "/applications/"+gone, "")
	d.enrich("/applications/"+app, "/servicePrincipals/"+principal)
}

// permit gives a service principal the permission of which the list is, and
// what the pages of the reference ask for beside it: reading whom an owner is
// made of and who has credentials, and reading policies.
func (d *decorator) permit(principal string) {
	d.t.Helper()
	graph := d.send(http.MethodGet, "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')", "")
	var roles []struct{ ID, Value string }
	if err := graph.Decode("appRoles", &roles); err != nil {
		d.t.Fatal(err)
	}
	for _, role := range roles {
		switch role.Value {
		case "Application.ReadWrite.OwnedBy", "Directory.Read.All", "Policy.Read.All":
			d.post("/servicePrincipals/"+principal+"/appRoleAssignments", `{"principalId":%q,"resourceId":%q,"appRoleId":%q}`, principal, graph.ID(), role.ID)
		}
	}
}

// enrich gives an application and its service principal one of all that they
// can have.
func (d *decorator) enrich(app, principal string) {
	d.t.Helper()
	ann := d.stage.values["ann"]
	d.link(app+"/owners", ann)
	d.link(principal+"/owners", ann)
	d.keep("federated", d.post(app+"/federatedIdentityCredentials",
		`{"name":"pipeline","issuer":"https://a.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`))
	d.keep("extension", d.post(app+"/extensionProperties", `{"name":"badge","dataType":"String","targetObjects":["User"]}`))
	for _, p := range []struct {
		name, set, definition string
		of                    []string
	}{
		{"issuance", "tokenIssuancePolicies", `{\"TokenIssuancePolicy\":{\"Version\":1,\"SigningAlgorithm\":\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"}}`, []string{app}},
		{"lifetime", "tokenLifetimePolicies", `{\"TokenLifetimePolicy\":{\"Version\":1,\"AccessTokenLifetime\":\"8:00:00\"}}`, []string{app, principal}},
		{"claims", "claimsMappingPolicies", `{\"ClaimsMappingPolicy\":{\"Version\":1,\"IncludeBasicClaimSet\":\"true\",\"ClaimsSchema\":[]}}`, []string{principal}},
		{"realm", "homeRealmDiscoveryPolicies", `{\"HomeRealmDiscoveryPolicy\":{\"AccelerateToFederatedDomain\":true,\"PreferredDomain\":\"contoso.onmicrosoft.com\"}}`, []string{principal}},
	} {
		id := d.keep(p.name, d.post("/policies/"+p.set, `{"displayName":%q,"definition":["%s"]}`, p.name, p.definition))
		for _, owner := range p.of {
			d.link(owner+"/"+p.set, id)
		}
	}
	d.certify(app, principal)
	for _, o := range []string{app, principal} {
		d.post(o+"/addPassword", `{"passwordCredential":{"displayName":"ci"}}`)
	}
	d.post(principal+"/createPasswordSingleSignOnCredentials", `{"id":%q,"credentials":[{"fieldId":"param_username","value":"ann","type":"username"},
		{"fieldId":"param_password","value":%q,"type":"password"}]}`, ann, fixtureSecret)
	d.post(principal+"/appRoleAssignedTo", `{"principalId":%q,"resourceId":%q,"appRoleId":"3c1f9a52-6d0b-4e87-a2c4-71b8e5d96f03"}`, ann, d.stage.values["richPrincipal"])
}

// certify registers the certificates $old and $spare; $new is another.
func (d *decorator) certify(owners ...string) {
	d.t.Helper()
	now := time.Now()
	var keys []string
	for _, name := range []string{"old", "spare", "new"} {
		c := testkit.NewCertificate(d.t, name, now.Add(-time.Hour), now.Add(24*time.Hour))
		cert, _ := c.Write(d.t, d.stage.values["folder"], "")
		d.stage.values[name] = strings.TrimSuffix(cert, ".pem")
		signer := testkit.SignerOf(d.t, c)
		d.stage.values[name+"Thumbprint"] = signer.Thumbprint()
		if name != "new" {
			keys = append(keys, fmt.Sprintf(`{"type":"AsymmetricX509Cert","usage":"Verify","displayName":%q,"key":%q}`,
				"CN="+name, base64.StdEncoding.EncodeToString(c.Cert.Raw)))
		}
	}
	for _, o := range owners {
		d.send(http.MethodPatch, o, `{"keyCredentials":[`+strings.Join(keys, ",")+`]}`)
	}
}
