package graph_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// reach is what somebody tries who may change what he owns: "own" is his,
// "foreign" is not.
type reach struct {
	*guarded
	own, foreign holding
	lone         string            // appId of somebody's application that has no service principal
	policy, user string            // a token lifetime policy, a user
	values       map[string]string // by the words that attempts name
	was          []string          // the state before the next attempt
}

// holding is an application with its service principal and the parts of both.
type holding struct{ app, appID, principal, federated, extension, key string }

// attempt is a request that must not reach what is not the caller's. In
// target and body {word} stands for a value of the reach.
type attempt struct {
	name, method, target, body string
	prefer                     string
	statuses                   []int // that are right; none is 403 alone
}

func newReach(t *testing.T) *reach {
	t.Helper()
	r := &reach{guarded: newGuarded(t)}
	r.own, r.foreign = r.hold("Own"), r.hold("Foreign")
	r.lone, _ = r.must(201, "POST", "/applications", `{"displayName":"Lone","identifierUris":["api://lone"]}`).get("appId").(string)
	r.user = r.guarded.user("victim")
	r.policy = r.must(201, "POST", "/policies/tokenLifetimePolicies", `{"displayName":"Short","definition":["{\"TokenLifetimePolicy\":{\"Version\":1}}"]}`).id()
	gone := r.must(201, "POST", "/applications", `{"displayName":"Gone"}`).id()
	r.must(204, "DELETE", "/applications/"+gone, "")
	r.values = map[string]string{"gone": gone, "lone": r.lone, "user": r.user, "policy": r.policy, "root": "https://graph.microsoft.com/v1.0"}
	for name, h := range map[string]holding{"own": r.own, "foreign": r.foreign} {
		for part, value := range map[string]string{"": h.app, "AppId": h.appID, "Sp": h.principal, "Fic": h.federated, "Ext": h.extension, "Key": h.key} {
			r.values[name+part] = value
		}
	}
	return r
}

func (r *reach) hold(name string) (h holding) {
	r.t.Helper()
	made := r.must(201, "POST", "/applications", `{"displayName":"`+name+`","uniqueName":"`+strings.ToLower(name)+`","identifierUris":["api://`+strings.ToLower(name)+`"]}`)
	h.app = made.id()
	h.appID, _ = made.get("appId").(string)
	h.principal = r.must(201, "POST", "/servicePrincipals", `{"appId":"`+h.appID+`"}`).id()
	h.federated = r.must(201, "POST", "/applications/"+h.app+"/federatedIdentityCredentials",
		`{"name":"build","issuer":"https://a.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`).id()
	h.extension = r.must(201, "POST", "/applications/"+h.app+"/extensionProperties", `{"name":"badge","dataType":"String","targetObjects":["User"]}`).id()
	h.key, _ = r.must(200, "POST", "/applications/"+h.app+"/addPassword", `{"passwordCredential":{"displayName":"ci"}}`).get("keyId").(string)
	return h
}

// state is all that the administrator reads of what is not the caller's.
func (r *reach) state() []string {
	r.t.Helper()
	var answers []string
	for _, target := range []string{
		"/applications/{foreign}", "/applications/{foreign}/owners", "/applications/{foreign}/federatedIdentityCredentials",
		"/applications/{foreign}/extensionProperties", "/applications/{foreign}/tokenLifetimePolicies", "/applications(appId='{lone}')",
		"/servicePrincipals/{foreignSp}", "/servicePrincipals/{foreignSp}/owners", "/servicePrincipals/{foreignSp}/appRoleAssignments",
		"/servicePrincipals/{foreignSp}/tokenLifetimePolicies", "/servicePrincipals/{foreignSp}/delegatedPermissionClassifications",
		"/servicePrincipals?$filter=appId eq '{lone}'", "/directory/deletedItems/{gone}", "/users/{user}",
		"/policies/tokenLifetimePolicies/{policy}", "/servicePrincipals(appId='" + graphAppID + "')/appRoleAssignedTo",
		"/directoryRoles", "/directory/deletedItems/microsoft.graph.application", "/directory/deletedItems/microsoft.graph.servicePrincipal",
		"/oauth2PermissionGrants",
	} {
		answers = append(answers, target+" "+r.must(200, "GET", r.fill(target), "", unrecorded+": yes").body)
	}
	return answers
}

func (r *reach) fill(text string) string {
	for word, value := range r.values {
		text = strings.ReplaceAll(text, "{"+word+"}", value)
	}
	return text
}

// try makes an attempt as a caller, alone and in a batch.
func (r *reach) try(caller *server, a attempt) {
	r.t.Helper()
	right := a.statuses
	if len(right) == 0 {
		right = []int{403}
	}
	target, body := r.fill(a.target), r.fill(a.body)
	headers := []string{unrecorded + ": yes"}
	if a.prefer != "" {
		headers = append(headers, "Prefer: "+a.prefer)
	}
	if got := caller.do(a.method, target, body, headers...); !slices.Contains(right, got.status) {
		r.t.Errorf("%s: %s %s: status %d, want %v: %s", a.name, a.method, target, got.status, right, got.body)
	}
	member := map[string]any{"id": "1", "method": a.method, "url": strings.ReplaceAll(target, " ", "%20"), "headers": map[string]string{"Content-Type": "application/json", "Prefer": a.prefer}}
	if body != "" {
		member["body"] = json.RawMessage(body)
	}
	batch, err := json.Marshal(map[string]any{"requests": []any{member}})
	if err != nil {
		r.t.Fatal(err)
	}
	var answers struct{ Responses []struct{ Status int } }
	if err := json.Unmarshal([]byte(caller.must(200, "POST", "/$batch", string(batch), unrecorded+": yes").body), &answers); err != nil || len(answers.Responses) != 1 || !slices.Contains(right, answers.Responses[0].Status) {
		r.t.Errorf("%s in a batch: %+v, want %v (%v)", a.name, answers, right, err)
	}
	now := r.state()
	for i, was := range r.was {
		if now[i] != was {
			r.t.Errorf("%s has changed what is not the caller's:\n%s\nwas\n%s", a.name, now[i], was)
		}
	}
	r.was = now
}

const (
	federatedBody = `{"name":"mine","issuer":"https://evil.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`
	toOwn         = `{"@odata.id":"{root}/directoryObjects/{caller}"}`
)

// attempts are the ways to what somebody else owns, beside the plain ones of
// internal/cli/testdata/methods.tsv.
func attempts() []attempt {
	return slices.Concat(attemptsByKey(), attemptsByPath(), attemptsByBody(), attemptsOnParts(), attemptsAtPower())
}

// attemptsByKey name the object in another way.
func attemptsByKey() []attempt {
	return []attempt{
		{name: "PATCH by appId", method: "PATCH", target: "/applications(appId='{foreignAppId}')", body: `{"displayName":"Mine"}`},
		{name: "PATCH by uniqueName", method: "PATCH", target: "/applications(uniqueName='foreign')", body: `{"displayName":"Mine"}`},
		{name: "upsert by uniqueName", method: "PATCH", target: "/applications(uniqueName='foreign')", body: `{"displayName":"Mine"}`, prefer: "create-if-missing"},
		{name: "upsert by appId", method: "PATCH", target: "/applications(appId='{foreignAppId}')", body: `{"displayName":"Mine"}`, prefer: "create-if-missing"},
		{name: "key in capitals", method: "PATCH", target: "/APPLICATIONS(APPID='{foreignAppId}')", body: `{"displayName":"Mine"}`},
		{name: "key as a segment", method: "PATCH", target: "/applications/appId={foreignAppId}", body: `{"displayName":"Mine"}`},
		{name: "escaped key", method: "PATCH", target: "/applications%28appId%3D%27{foreignAppId}%27%29", body: `{"displayName":"Mine"}`},
		{name: "sp of a lone application by upsert", method: "PATCH", target: "/servicePrincipals(appId='{lone}')", body: `{"displayName":"Mine"}`, prefer: "create-if-missing", statuses: []int{403, 404}},
		{name: "sp of a lone application, empty upsert", method: "PATCH", target: "/servicePrincipals(appId='{lone}')", body: `{}`, prefer: "create-if-missing", statuses: []int{403, 404}},
		{name: "sp by upsert with another appId in the body", method: "PATCH", target: "/servicePrincipals(appId='{ownLone}')", body: `{"AppId":"{lone}"}`, prefer: "create-if-missing", statuses: []int{400, 403, 404}},
		{name: "sp of a lone application", method: "POST", target: "/servicePrincipals", body: `{"appId":"{lone}"}`},
		{name: "sp of a lone application, named twice", method: "POST", target: "/servicePrincipals", body: `{"appid":"{ownAppId}","appId":"{lone}"}`},
		{name: "sp by appId", method: "PATCH", target: "/servicePrincipals(appId='{foreignAppId}')", body: `{"notes":"x"}`},
		{name: "password by appId of the sp", method: "POST", target: "/servicePrincipals(appId='{foreignAppId}')/addPassword", body: `{"passwordCredential":{}}`},
	}
}

// attemptsByPath come by way of other objects.
func attemptsByPath() []attempt {
	return []attempt{
		{name: "directoryObjects", method: "DELETE", target: "/directoryObjects/{foreign}"},
		{name: "directoryObjects with a type", method: "DELETE", target: "/directoryObjects/{foreign}/microsoft.graph.application"},
		{name: "PATCH of directoryObjects", method: "PATCH", target: "/directoryObjects/{foreign}/microsoft.graph.application", body: `{"displayName":"Mine"}`, statuses: []int{403, 405}},
		{name: "password by directoryObjects", method: "POST", target: "/directoryObjects/{foreign}/microsoft.graph.application/addPassword", body: `{"passwordCredential":{}}`},
		{name: "owner by directoryObjects", method: "POST", target: "/directoryObjects/{foreign}/microsoft.graph.application/owners/$ref", body: toOwn},
		{name: "owner's owner", method: "POST", target: "/applications/{own}/owners/{caller}/microsoft.graph.servicePrincipal/addPassword", body: `{"passwordCredential":{}}`, statuses: []int{403, 404}},
		{name: "owner itself, without $ref", method: "DELETE", target: "/applications/{own}/owners/{user}", statuses: []int{403, 404}},
		{name: "deleted application as a live one", method: "POST", target: "/applications/{gone}/addPassword", body: `{"passwordCredential":{}}`, statuses: []int{404}},
		{name: "restore", method: "POST", target: "/directory/deletedItems/{gone}/restore"},
		{name: "restore by type", method: "POST", target: "/directory/deletedItems/microsoft.graph.application/{gone}/restore"},
		{name: "restore as another type", method: "POST", target: "/directory/deletedItems/microsoft.graph.servicePrincipal/{gone}/restore", statuses: []int{403, 404}},
		{name: "erase", method: "DELETE", target: "/directory/deletedItems/{gone}"},
		{name: "erase in other capitals", method: "DELETE", target: "/directory/deleteditems/{gone}"},
		{name: "PATCH of what is deleted", method: "PATCH", target: "/directory/deletedItems/{gone}", body: `{"displayName":"Mine"}`, statuses: []int{403, 405}},
		{name: "password of what is deleted", method: "POST", target: "/directory/deletedItems/{gone}/microsoft.graph.application/addPassword", body: `{"passwordCredential":{}}`, statuses: []int{400, 403, 404}},
		{name: "owner of what is deleted", method: "POST", target: "/directory/deletedItems/{gone}/microsoft.graph.application/owners/$ref", body: toOwn, statuses: []int{400, 403, 404}},
		{name: "policy's objects", method: "DELETE", target: "/policies/tokenLifetimePolicies/{policy}/appliesTo/{foreign}", statuses: []int{403, 404}},
		{name: "policy itself by way of what goes by it", method: "DELETE", target: "/applications/{own}/tokenLifetimePolicies/{policy}", statuses: []int{403, 404}},
		{name: "PATCH of a policy by way of what goes by it", method: "PATCH", target: "/applications/{own}/tokenLifetimePolicies/{policy}", body: `{"displayName":"Mine"}`, statuses: []int{400, 403, 404, 405}},
	}
}

// attemptsByBody name others in the body.
func attemptsByBody() []attempt {
	return []attempt{
		{name: "owners bound by PATCH", method: "PATCH", target: "/applications/{foreign}", body: `{"owners@odata.bind":["{root}/directoryObjects/{caller}"]}`},
		{name: "owners bound in other capitals", method: "PATCH", target: "/applications/{foreign}", body: `{"Owners@Odata.Bind":["{root}/directoryObjects/{caller}"]}`},
		{name: "id in the body of what is own", method: "PATCH", target: "/applications/{own}", body: `{"id":"{foreign}","displayName":"Own"}`, statuses: []int{400}},
		{name: "appId in the body of what is own", method: "PATCH", target: "/applications/{own}", body: `{"appId":"{foreignAppId}"}`, statuses: []int{400}},
		{name: "identifierUris of another", method: "PATCH", target: "/applications/{own}", body: `{"identifierUris":["api://foreign"]}`, statuses: []int{400}},
		{name: "identifierUris of a lone one in capitals", method: "PATCH", target: "/applications/{own}", body: `{"identifierUris":["API://LONE"]}`, statuses: []int{400}},
		{name: "uniqueName of another", method: "PATCH", target: "/applications/{own}", body: `{"uniqueName":"foreign"}`, statuses: []int{400}},
		{name: "names of another's sp", method: "PATCH", target: "/servicePrincipals/{ownSp}", body: `{"servicePrincipalNames":["{ownAppId}","api://foreign"]}`, statuses: []int{400, 409}},
		{name: "names of an application without a sp", method: "PATCH", target: "/servicePrincipals/{ownSp}", body: `{"servicePrincipalNames":["{ownAppId}","api://lone"]}`, statuses: []int{400, 409}},
		{name: "appId of an application without a sp", method: "PATCH", target: "/servicePrincipals/{ownSp}", body: `{"servicePrincipalNames":["{ownAppId}","{lone}"]}`, statuses: []int{400, 409}},
		{name: "identifierUris of Microsoft Graph", method: "PATCH", target: "/applications/{own}", body: `{"identifierUris":["https://graph.microsoft.com"]}`, statuses: []int{400, 409}},
		{name: "identifierUris of Microsoft Graph, new", method: "POST", target: "/applications", body: `{"displayName":"Graph","identifierUris":["https://graph.microsoft.com"]}`, statuses: []int{400, 409}},
		{name: "appId of another's sp", method: "PATCH", target: "/servicePrincipals/{ownSp}", body: `{"servicePrincipalNames":["{ownAppId}","{foreignAppId}"]}`, statuses: []int{400, 409}},
		{name: "appId of the sp itself", method: "PATCH", target: "/servicePrincipals/{ownSp}", body: `{"appId":"{lone}"}`, statuses: []int{400}},
		{name: "deep insert of an owner", method: "PATCH", target: "/applications/{foreign}", body: `{"owners":[{"@odata.type":"#microsoft.graph.servicePrincipal","id":"{caller}"}]}`, statuses: []int{400, 403}},
		{name: "deep insert of a federated credential", method: "PATCH", target: "/applications/{foreign}", body: `{"federatedIdentityCredentials":[` + federatedBody + `]}`, statuses: []int{400, 403}},
		{name: "deep insert of an assignment", method: "PATCH", target: "/servicePrincipals/{ownSp}", body: `{"appRoleAssignments":[{"principalId":"{ownSp}","resourceId":"{graph}","appRoleId":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8"}]}`, statuses: []int{400, 403}},
		{name: "bind of an assignment", method: "PATCH", target: "/servicePrincipals/{ownSp}", body: `{"appRoleAssignments@odata.bind":["{root}/directoryObjects/{ownSp}"]}`, statuses: []int{400, 403}},
		{name: "bind of a role", method: "PATCH", target: "/servicePrincipals/{ownSp}", body: `{"memberOf@odata.bind":["{root}/directoryObjects/{role}"]}`, statuses: []int{400, 403}},
		{name: "bind of what it owns", method: "PATCH", target: "/servicePrincipals/{ownSp}", body: `{"ownedObjects@odata.bind":["{root}/directoryObjects/{foreign}"]}`, statuses: []int{400, 403}},
		{name: "$ref of what it owns", method: "POST", target: "/servicePrincipals/{ownSp}/ownedObjects/$ref", body: `{"@odata.id":"{root}/applications/{foreign}"}`, statuses: []int{400, 403, 405}},
		{name: "$ref of what it made", method: "POST", target: "/servicePrincipals/{ownSp}/createdObjects/$ref", body: `{"@odata.id":"{root}/applications/{foreign}"}`, statuses: []int{400, 403, 405}},
		{name: "$ref of a role", method: "POST", target: "/servicePrincipals/{ownSp}/memberOf/$ref", body: `{"@odata.id":"{root}/directoryRoles/{role}"}`, statuses: []int{400, 403, 405}},
		{name: "$ref of whom a policy is for", method: "POST", target: "/policies/tokenLifetimePolicies/{policy}/appliesTo/$ref", body: `{"@odata.id":"{root}/applications/{foreign}"}`, statuses: []int{400, 403, 405}},
		{name: "type in the body", method: "POST", target: "/applications", body: `{"@odata.type":"#microsoft.graph.user","displayName":"x"}`, statuses: []int{400}},
		{name: "sp with names of an application without one", method: "POST", target: "/servicePrincipals", body: `{"appId":"{ownLone}","servicePrincipalNames":["api://lone"]}`, statuses: []int{400, 409}},
		{name: "sp with the key of another", method: "POST", target: "/servicePrincipals", body: `{"appId":"{foreignAppId}","owners@odata.bind":["{root}/directoryObjects/{caller}"]}`},
	}
}

// attemptsOnParts are at what belongs to an application.
func attemptsOnParts() []attempt {
	return []attempt{
		{name: "federated credential by appId", method: "POST", target: "/applications(appId='{foreignAppId}')/federatedIdentityCredentials", body: federatedBody},
		{name: "federated credential by uniqueName", method: "POST", target: "/applications(uniqueName='foreign')/federatedIdentityCredentials", body: federatedBody},
		{name: "federated credential by upsert", method: "PATCH", target: "/applications/{foreign}/federatedIdentityCredentials(name='mine')", body: federatedBody, prefer: "create-if-missing"},
		{name: "federated credential by upsert below one that is missing", method: "PATCH", target: "/applications(uniqueName='nobody')/federatedIdentityCredentials(name='mine')", body: federatedBody, prefer: "create-if-missing", statuses: []int{404}},
		{name: "another's federated credential below one's own", method: "PATCH", target: "/applications/{own}/federatedIdentityCredentials/{foreignFic}", body: `{"subject":"mine"}`, statuses: []int{404}},
		{name: "another's federated credential goes", method: "DELETE", target: "/applications/{own}/federatedIdentityCredentials/{foreignFic}", statuses: []int{404}},
		{name: "federated credential by directoryObjects", method: "PATCH", target: "/directoryObjects/{foreign}/microsoft.graph.application/federatedIdentityCredentials/build", body: `{"subject":"mine"}`},
		{name: "federated credential as a directory object", method: "DELETE", target: "/directoryObjects/{foreignFic}", statuses: []int{403, 404}},
		{name: "another's extension below one's own", method: "DELETE", target: "/applications/{own}/extensionProperties/{foreignExt}", statuses: []int{404}},
		{name: "another's extension as a directory object", method: "DELETE", target: "/directoryObjects/{foreignExt}", statuses: []int{403, 404}},
		{name: "another's password", method: "POST", target: "/applications/{foreign}/removePassword", body: `{"keyId":"{foreignKey}"}`},
		{name: "another's password below one's own", method: "POST", target: "/applications/{own}/removePassword", body: `{"keyId":"{foreignKey}"}`, statuses: []int{400}},
		{name: "another's passwords emptied", method: "PATCH", target: "/applications/{foreign}", body: `{"passwordCredentials":[]}`},
		{name: "another's keys", method: "PATCH", target: "/servicePrincipals/{foreignSp}", body: `{"keyCredentials":[]}`},
		{name: "logo", method: "PUT", target: "/applications/{foreign}/logo", body: `{}`, statuses: []int{403}},
		{name: "signing certificate", method: "POST", target: "/servicePrincipals(appId='{foreignAppId}')/addTokenSigningCertificate", body: `{"displayName":"CN=x"}`},
		{name: "policy of another", method: "POST", target: "/applications(appId='{foreignAppId}')/tokenLifetimePolicies/$ref", body: `{"@odata.id":"{root}/policies/tokenLifetimePolicies/{policy}"}`},
		{name: "policy of another's sp, bound", method: "PATCH", target: "/servicePrincipals/{foreignSp}", body: `{"tokenLifetimePolicies@odata.bind":["{root}/policies/tokenLifetimePolicies/{policy}"]}`},
		{name: "policy itself", method: "PATCH", target: "/policies/tokenLifetimePolicies/{policy}", body: `{"displayName":"Mine"}`},
		{name: "verified publisher", method: "POST", target: "/applications/{foreign}/setVerifiedPublisher", body: `{"verifiedPublisherId":"1"}`},
	}
}

// attemptsAtPower reach for permissions and roles.
func attemptsAtPower() []attempt {
	const grant = `{"principalId":"{ownSp}","resourceId":"{graph}","appRoleId":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8"}`
	return []attempt{
		{name: "assignment to itself", method: "POST", target: "/servicePrincipals/{ownSp}/appRoleAssignments", body: grant},
		{name: "assignment by the resource", method: "POST", target: "/servicePrincipals/{graph}/appRoleAssignedTo", body: grant},
		{name: "assignment by the resource's appId", method: "POST", target: "/servicePrincipals(appId='" + graphAppID + "')/appRoleAssignedTo", body: grant},
		{name: "assignment of another's role", method: "POST", target: "/servicePrincipals/{foreignSp}/appRoleAssignedTo",
			body: `{"principalId":"{ownSp}","resourceId":"{foreignSp}","appRoleId":"00000000-0000-0000-0000-000000000000"}`},
		{name: "consent", method: "POST", target: "/oauth2PermissionGrants", body: `{"clientId":"{ownSp}","consentType":"AllPrincipals","resourceId":"{graph}","scope":"Directory.ReadWrite.All"}`},
		{name: "classification", method: "POST", target: "/servicePrincipals/{graph}/delegatedPermissionClassifications", body: `{"permissionId":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","permissionName":"User.Read","classification":"low"}`},
		{name: "password of Microsoft Graph", method: "POST", target: "/servicePrincipals/{graph}/addPassword", body: `{"passwordCredential":{}}`},
		{name: "owner of Microsoft Graph", method: "POST", target: "/servicePrincipals/{graph}/owners/$ref", body: toOwn},
		{name: "member of a role", method: "POST", target: "/directoryRoles/{role}/members/$ref", body: `{"@odata.id":"{root}/servicePrincipals/{ownSp}"}`},
		{name: "role assignment", method: "POST", target: "/roleManagement/directory/roleAssignments", body: `{"principalId":"{ownSp}","roleDefinitionId":"` + globalAdministrator + `","directoryScopeId":"/"}`},
		{name: "PATCH of a user", method: "PATCH", target: "/users/{user}", body: `{"displayName":"Mine"}`},
	}
}

// Neither an application with Application.ReadWrite.OwnedBy nor a member of
// the tenant comes to what somebody else owns, on whatever way.
func TestOwnershipHasNoDetour(t *testing.T) {
	t.Parallel()
	for name, sign := range map[string]func(*reach) (*server, string){
		"application": func(r *reach) (*server, string) {
			s, c := r.guarded.app("Application.ReadWrite.OwnedBy Directory.Read.All Policy.Read.All")
			return s, c.ID
		},
		"member": func(r *reach) (*server, string) {
			id := r.guarded.user("mallory")
			return r.signedIn(id, "Directory.AccessAsUser.All Application.ReadWrite.All Directory.ReadWrite.All Policy.Read.All AppRoleAssignment.ReadWrite.All"), id
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newReach(t)
			caller, id := sign(r)
			r.values["caller"] = id
			r.values["graph"] = r.must(200, "GET", "/servicePrincipals(appId='"+graphAppID+"')", "").id()
			r.values["role"] = r.must(200, "GET", "/directoryRoles(roleTemplateId='"+globalAdministrator+"')", "").id()
			for _, own := range []string{"/applications/" + r.own.app, "/servicePrincipals/" + r.own.principal} {
				r.must(204, "POST", own+"/owners/$ref", reference(id))
			}
			caller.must(204, "PATCH", "/applications/"+r.own.app, `{"notes":"it is mine"}`)
			r.values["ownLone"], _ = caller.must(201, "POST", "/applications", `{"displayName":"Own and lone"}`).get("appId").(string)
			r.was = r.state()
			for _, a := range attempts() {
				r.try(caller, a)
			}
			caller.must(201, "PATCH", "/servicePrincipals(appId='"+r.values["ownLone"]+"')", `{}`, "Prefer: create-if-missing")
		})
	}
}

// A user's token that names the application permission has nothing by it.
func TestOwnedByIsForApplications(t *testing.T) {
	t.Parallel()
	r := newReach(t)
	id := r.guarded.user("mallory")
	r.must(204, "POST", "/applications/"+r.own.app+"/owners/$ref", reference(id))
	mine := r.as(core.Caller{ID: id, User: true, AppID: graphAppID, Scopes: []string{"Application.ReadWrite.OwnedBy"}})
	mine.run([]step{refused("PATCH", "/applications/"+r.own.app, `{"notes":"x"}`), refused("POST", "/applications", `{"displayName":"x"}`)})
}

// What is instantiated is its maker's own, application and service principal.
func TestInstancesAreOwned(t *testing.T) {
	t.Parallel()
	r := newReach(t)
	owner, _ := r.guarded.app("Application.ReadWrite.OwnedBy")
	member := r.signedIn(r.guarded.user("mallory"), "Application.ReadWrite.All")
	for _, caller := range []*server{owner, member} {
		made := caller.must(201, "POST", "/applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate", `{"displayName":"Instance"}`)
		for set, member := range map[string]string{"/applications/": "application", "/servicePrincipals/": "servicePrincipal"} {
			id, _ := made.get(member, "id").(string)
			caller.must(204, "PATCH", set+id, `{"notes":"mine"}`)
		}
	}
}

// Who may manage applications, and read nobody, learns no more of their owners
// than who they are.
func TestOwnersTellNothingOfThemselves(t *testing.T) {
	t.Parallel()
	r := newReach(t)
	r.must(204, "POST", "/applications/"+r.foreign.app+"/owners/$ref", reference(r.user))
	owner, _ := r.guarded.app("Application.ReadWrite.OwnedBy")
	of := "/applications/" + r.foreign.app
	hidden := []string{r.user, "!victim"}
	owner.run([]step{
		{"GET", of + "/owners", "", nil, 200, hidden},
		{"GET", of + "/owners?$select=id,userPrincipalName,mail,displayName", "", nil, 200, hidden},
		{"GET", of + "/owners/microsoft.graph.user", "", nil, 200, hidden},
		{"GET", of + "/owners/" + r.user, "", nil, 200, hidden},
		{"GET", of + "?$expand=owners", "", nil, 200, hidden},
		{"GET", "/applications?$expand=owners($select=id,userPrincipalName)", "", nil, 200, hidden},
		{"GET", "/applications/delta", "", nil, 200, []string{"!victim"}},
		{"GET", of + "/owners?$filter=startswith(userPrincipalName,'victim')&$count=true", "", advanced(), 200, []string{`"@odata.count":0`, "!" + r.user}},
		{"GET", of + "/owners?$search=\"displayName:victim\"&$count=true", "", advanced(), 200, []string{"!" + r.user}},
		{"GET", "/applications?$filter=owners/any(o:startswith(o/userPrincipalName,'victim'))&$count=true", "", advanced(), 400, nil},
		{"GET", "/applications?$filter=createdOnBehalfOf/userPrincipalName eq 'victim@contoso.onmicrosoft.com'&$count=true", "", advanced(), 400, nil},
		{"GET", of + "/owners/$count?$filter=startswith(userPrincipalName,'victim')", "", advanced(), 200, []string{"!1"}},
		refused("GET", of+"/owners/"+r.user+"/microsoft.graph.user/memberOf", ""),
		refused("POST", "/directoryObjects/getByIds", `{"ids":["`+r.user+`"]}`),
	})
}
