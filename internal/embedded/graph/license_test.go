package graph_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Products and plans of the seed (facts/graph.md, section 8).
const (
	e1         = "18181a46-0d4e-45cd-891e-60aabd171b4e"
	e3         = "6fd2c87f-b296-42f0-b197-1e91e994b900"
	ems        = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e"
	sway       = "a23b959c-7ce8-4e57-9140-b90eb88a9e97"
	sharePoint = "5dbe027f-2339-4123-9542-606e4d348a72"
	yammer     = "7547a3fe-08ee-4ccb-b430-5077c5041653"
)

const located = `"usageLocation":"US"`

// withProduct is a server with a product changed as no request can: its units
// and whom it is for.
func withProduct(t *testing.T, sku string, change func(*odata.Object)) *server {
	t.Helper()
	path := filepath.Join(t.TempDir(), "directory.db")
	s, err := store.Open(t.Context(), path, store.Options{Image: seed.Image})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Write(t.Context(), func(tx *store.Tx) error {
		r, err := tx.Get(seed.TenantID + "_" + sku)
		if err != nil {
			return err
		}
		change(r.Props)
		return tx.Update(r)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return newServerAt(t, path)
}

// withUnits is a server with so many units of a product.
func withUnits(t *testing.T, sku string, enabled, warning int) *server {
	t.Helper()
	return withProduct(t, sku, func(o *odata.Object) {
		o.Set("prepaidUnits", odata.NewObject("enabled", enabled, "lockedOut", 0, "suspended", 0, "warning", warning))
	})
}

func add(licenses ...string) string {
	return `{"addLicenses":[` + strings.Join(licenses, ",") + `],"removeLicenses":[]}`
}

func remove(skus ...string) string {
	return `{"addLicenses":[],"removeLicenses":["` + strings.Join(skus, `","`) + `"]}`
}

func license(sku string, disabled ...string) string {
	list := strings.Join(disabled, `","`)
	if list != "" {
		list = `"` + list + `"`
	}
	return `{"skuId":"` + sku + `","disabledPlans":[` + list + `]}`
}

func skuPath(sku string) string { return "/subscribedSkus/" + seed.TenantID + "_" + sku }

const states = "?$select=assignedLicenses,licenseAssignmentStates"

func TestAssignLicense(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := "/users/" + s.user("lee", located)
	assign := lee + "/assignLicense"
	s.run([]step{
		{"GET", lee + states, "", nil, 200, []string{`"assignedLicenses":[]`, `"licenseAssignmentStates":[]`}},
		{"POST", assign, add(license(e3, sharePoint)), nil, 200, []string{`users/$entity`, `"displayName":"lee"`}},
		{"GET", lee + states, "", nil, 200, []string{
			`"assignedLicenses":[{"disabledPlans":["` + sharePoint + `"],"skuId":"` + e3 + `"}]`,
			`"assignedByGroup":null`, `"error":"None"`, `"state":"Active"`}},
		{"GET", skuPath(e3), "", nil, 200, []string{`"consumedUnits":1`}},
		{"GET", lee + "?$select=assignedPlans,provisionedPlans", "", nil, 200, []string{
			`"capabilityStatus":"Enabled"`, `"service":"Sway"`, `"provisioningStatus":"Success"`, `!` + sharePoint}},
		{"GET", lee + "/licenseDetails", "", nil, 200, []string{`"skuPartNumber":"ENTERPRISEPACK"`, `"skuId":"` + e3 + `"`,
			`"provisioningStatus":"Disabled","servicePlanId":"` + sharePoint + `"`}},
		{"POST", assign, add(license(strings.ToUpper(e3))), nil, 200, nil},
		{"GET", lee + states, "", nil, 200, []string{`"assignedLicenses":[{"disabledPlans":[],"skuId":"` + e3 + `"}]`}},
		{"GET", skuPath(e3), "", nil, 200, []string{`"consumedUnits":1`}},
		{"POST", assign, `{"addLicenses":[` + license(ems) + `],"removeLicenses":["` + e3 + `"]}`, nil, 200, nil},
		{"GET", skuPath(e3), "", nil, 200, []string{`"consumedUnits":0`}},
		{"GET", skuPath(ems), "", nil, 200, []string{`"consumedUnits":1`}},
		{"GET", lee + "?$select=assignedPlans", "", nil, 200, []string{`"capabilityStatus":"Deleted"`}},
		{"POST", assign, remove(ems), nil, 200, nil},
		{"GET", lee + states, "", nil, 200, []string{`"assignedLicenses":[]`, `"licenseAssignmentStates":[]`}},
		{"GET", lee + "/licenseDetails", "", nil, 200, []string{`"value":[]`}},
		{"POST", assign, add(), nil, 200, nil},
		{"POST", "/me/assignLicense", add(license(e3)), nil, 200, []string{`"userPrincipalName":"admin@`}},
		{"GET", "/me/licenseDetails", "", nil, 200, []string{"ENTERPRISEPACK"}},
		{"GET", skuPath(e3), "", nil, 200, []string{`"consumedUnits":1`}},
	})
}

func TestAssignLicenseRefused(t *testing.T) {
	t.Parallel()
	s := withUnits(t, e1, 1, 0)
	lee, nowhere := "/users/"+s.user("lee", located), "/users/"+s.user("nowhere")
	ada := "/users/" + s.user("ada", located)
	assign := lee + "/assignLicense"
	const unknown = "11111111-1111-4111-8111-111111111111"
	s.must(200, "POST", ada+"/assignLicense", add(license(e1)))
	for name, x := range map[string]struct{ target, body, message string }{
		"no addLicenses":     {assign, `{"removeLicenses":[]}`, "The missing parameters are: addLicenses."},
		"nothing":            {assign, `{}`, "The missing parameters are: addLicenses, removeLicenses."},
		"no location":        {nowhere + "/assignLicense", add(license(e3)), "License assignment cannot be done for user with invalid usage location."},
		"unknown product":    {assign, add(license(unknown)), "License " + unknown + " does not correspond to a valid company License."},
		"unknown removed":    {assign, remove(unknown), "does not correspond to a valid company License."},
		"plan of another":    {assign, add(license(ems, sway)), "does not belong to the license " + ems},
		"not there":          {assign, remove(e3), "User does not have a corresponding license."},
		"no units":           {assign, add(license(e1)), "Subscription with SKU " + e1 + " does not have any available licenses."},
		"all or nothing":     {assign, add(license(e3), license(e1)), "does not have any available licenses."},
		"added and removed":  {assign, `{"addLicenses":[` + license(e3) + `],"removeLicenses":["` + e3 + `"]}`, "more than once"},
		"twice":              {assign, add(license(e3), license(e3)), "more than once"},
		"no GUID":            {assign, add(license("ENTERPRISEPACK")), "Cannot convert the literal 'ENTERPRISEPACK' to the expected type 'Edm.Guid'."},
		"no GUID removed":    {assign, remove("x"), "Cannot convert the literal 'x' to the expected type 'Edm.Guid'."},
		"plan that is none":  {assign, add(license(e3, "SWAY")), "Cannot convert the literal 'SWAY'"},
		"unknown property":   {assign, add(`{"skuId":"` + e3 + `","plans":[]}`), "Invalid property 'plans'."},
		"no list":            {assign, `{"addLicenses":"x","removeLicenses":[]}`, "must be a list"},
		"no list of removed": {assign, `{"addLicenses":[],"removeLicenses":"x"}`, "must be a list"},
		"PATCH":              {lee, "", ""},
	} {
		if name == "PATCH" {
			s.must(400, "PATCH", lee, `{"assignedLicenses":[`+license(e3)+`]}`)
			continue
		}
		r := s.must(400, "POST", x.target, x.body)
		if m, _ := r.get("error", "message").(string); !strings.Contains(m, x.message) || r.get("error", "code") != "Request_BadRequest" {
			t.Errorf("%s: %s", name, r.body)
		}
	}
	s.run([]step{
		{"GET", lee + states, "", nil, 200, []string{`"assignedLicenses":[]`, `"licenseAssignmentStates":[]`}},
		{"GET", skuPath(e3), "", nil, 200, []string{`"consumedUnits":0`}},
		{"GET", skuPath(e1), "", nil, 200, []string{`"consumedUnits":1`}},
		{"POST", "/users/11111111-1111-4111-8111-111111111111/assignLicense", add(), nil, 404, []string{"Request_ResourceNotFound"}},
		{"GET", assign, "", nil, 405, nil},
	})
}

func TestWarningUnitsCanBeUsed(t *testing.T) {
	t.Parallel()
	s := withUnits(t, e1, 1, 1)
	for i, want := range []int{200, 200, 400} {
		u := "/users/" + s.user("u"+string(rune('a'+i)), located)
		s.must(want, "POST", u+"/assignLicense", add(license(e1)))
	}
}

func TestProductOfTheCompany(t *testing.T) {
	t.Parallel()
	s := withProduct(t, e1, func(o *odata.Object) { o.Set("appliesTo", "Company") })
	r := s.must(400, "POST", "/users/"+s.user("lee", located)+"/assignLicense", add(license(e1)))
	if !strings.Contains(r.body, "License "+e1+" cannot be assigned to a user.") {
		t.Error(r.body)
	}
}

func TestGroupLicenses(t *testing.T) {
	t.Parallel()
	s := withUnits(t, e1, 2, 0)
	g, inner := s.group("g"), s.group("inner")
	ids := []string{s.user("a", located), s.user("b"), s.user("c", located)}
	group, members := "/groups/"+g, "/groups/"+g+"/members/$ref"
	assign := group + "/assignLicense"
	nested := s.user("nested", located)
	s.run([]step{
		{"POST", members, reference(ids[0]), nil, 204, nil},
		{"POST", members, reference(inner), nil, 204, nil},
		{"POST", "/groups/" + inner + "/members/$ref", reference(nested), nil, 204, nil},
		{"POST", assign, add(license(e1, sway)), nil, 202, []string{"groups/$entity", `"displayName":"g"`}},
		{"GET", group + "?$select=assignedLicenses,licenseProcessingState", "", nil, 200, []string{`"skuId":"` + e1 + `"`, `"state":"ProcessingComplete"`}},
		{"GET", "/users/" + ids[0] + states, "", nil, 200, []string{`"assignedByGroup":"` + g + `"`, `"state":"Active"`, sway}},
		{"GET", "/users/" + nested + states, "", nil, 200, []string{`"assignedLicenses":[]`}},
		{"POST", members, reference(ids[1]), nil, 204, nil}, // a user without a location, too
		{"GET", skuPath(e1), "", nil, 200, []string{`"consumedUnits":2`}},
		{"PATCH", group, `{"members@odata.bind":["https://graph.microsoft.com/v1.0/directoryObjects/` + ids[2] + `"],"description":"d"}`, nil, 204, nil},
		{"GET", "/users/" + ids[2] + states, "", nil, 200, []string{`"assignedLicenses":[]`, `"error":"CountViolation"`, `"state":"Error"`}},
		{"GET", group + "/membersWithLicenseErrors", "", nil, 200, []string{ids[2], "#microsoft.graph.user", "!" + ids[0]}},
		{"GET", "/groups?$filter=hasMembersWithLicenseErrors eq true", "", nil, 200, []string{g, `"description":"d"`, "!" + inner}},
		{"POST", "/users/" + ids[0] + "/assignLicense", remove(e1), nil, 400, []string{
			"User license is inherited from a group membership and it cannot be removed directly from the user."}},
		{"DELETE", group, "", nil, 400, []string{"there is a product license assigned to the group"}},
		{"DELETE", "/groups/" + g + "/members/" + ids[0] + "/$ref", "", nil, 204, nil},
		{"GET", "/users/" + ids[0] + states, "", nil, 200, []string{`"licenseAssignmentStates":[]`}},
		{"GET", "/users/" + ids[2] + states, "", nil, 200, []string{`"state":"Error"`}},
		{"POST", "/users/" + ids[2] + "/reprocessLicenseAssignment", "", nil, 200, []string{"users/$entity", ids[2]}},
		{"GET", "/users/" + ids[2] + states, "", nil, 200, []string{`"error":"None"`, `"state":"Active"`}},
		{"GET", group + "/membersWithLicenseErrors", "", nil, 200, []string{`"value":[]`}},
		{"GET", "/groups?$filter=hasMembersWithLicenseErrors eq true", "", nil, 200, []string{`"value":[]`}},
		{"GET", skuPath(e1), "", nil, 200, []string{`"consumedUnits":2`}},
		{"POST", assign, remove(ems), nil, 400, []string{"Group does not have a corresponding license."}},
		{"POST", assign, remove(e1), nil, 202, nil},
		{"GET", skuPath(e1), "", nil, 200, []string{`"consumedUnits":0`}},
		{"DELETE", group, "", nil, 204, nil},
		{"POST", "/groups/" + s.unified("team") + "/assignLicense", add(license(e1)), nil, 400, []string{"security-enabled"}},
	})
}

func TestDirectAndGroupLicenses(t *testing.T) {
	t.Parallel()
	s := withUnits(t, e1, 1, 0)
	g, lee := s.group("g"), s.user("lee", located)
	user, member := "/users/"+lee, "/groups/"+g+"/members/"+lee+"/$ref"
	s.run([]step{
		{"POST", "/groups/" + g + "/members/$ref", reference(lee), nil, 204, nil},
		{"POST", user + "/assignLicense", add(license(e1, sway, yammer)), nil, 200, nil},
		{"POST", "/groups/" + g + "/assignLicense", add(license(e1, sway)), nil, 202, nil},
		{"GET", skuPath(e1), "", nil, 200, []string{`"consumedUnits":1`}},
		{"GET", user + "?$select=assignedLicenses", "", nil, 200, []string{`"disabledPlans":["` + sway + `"]`}},
		{"POST", user + "/assignLicense", remove(e1), nil, 200, nil},
		{"GET", skuPath(e1), "", nil, 200, []string{`"consumedUnits":1`}},
		{"POST", user + "/assignLicense", add(license(e1)), nil, 200, nil},
		{"GET", user + "?$select=assignedLicenses", "", nil, 200, []string{`"disabledPlans":[]`}},
		{"DELETE", member, "", nil, 204, nil},
		{"GET", user + states, "", nil, 200, []string{`"assignedByGroup":null`, "!" + g}},
		{"GET", skuPath(e1), "", nil, 200, []string{`"consumedUnits":1`}},
	})
}

func TestDeletedUsersHaveNoUnits(t *testing.T) {
	t.Parallel()
	s := withUnits(t, e1, 1, 0)
	g, lee, ada := s.group("g"), s.user("lee", located), s.user("ada", located)
	leeAssign, adaAssign := "/users/"+lee+"/assignLicense", "/users/"+ada+"/assignLicense"
	restore := "/directory/deletedItems/" + lee + "/restore"
	s.run([]step{
		{"POST", leeAssign, add(license(e1), license(ems)), nil, 200, nil},
		{"DELETE", "/users/" + lee, "", nil, 204, nil},
		{"GET", skuPath(e1), "", nil, 200, []string{`"consumedUnits":0`}},
		{"POST", restore, "", nil, 200, nil},
		{"GET", "/users/" + lee + states, "", nil, 200, []string{e1, ems, `"state":"Active"`}},
		{"GET", skuPath(e1), "", nil, 200, []string{`"consumedUnits":1`}},
		{"DELETE", "/users/" + lee, "", nil, 204, nil},
		{"POST", adaAssign, add(license(e1)), nil, 200, nil},
		{"POST", restore, "", nil, 200, nil},
		{"GET", "/users/" + lee + states, "", nil, 200, []string{ems, "!" + e1}},
		{"GET", skuPath(e1), "", nil, 200, []string{`"consumedUnits":1`}},
		{"POST", "/groups/" + g + "/members/$ref", reference(lee), nil, 204, nil},
		{"POST", "/groups/" + g + "/assignLicense", add(license(e1)), nil, 202, nil},
		{"GET", "/groups/" + g + "/membersWithLicenseErrors", "", nil, 200, []string{lee}},
		{"DELETE", "/users/" + lee, "", nil, 204, nil},
		{"GET", "/groups?$filter=hasMembersWithLicenseErrors eq true", "", nil, 200, []string{`"value":[]`}},
		{"POST", restore, "", nil, 200, nil},
		{"GET", "/groups?$filter=hasMembersWithLicenseErrors eq true", "", nil, 200, []string{g}},
		{"POST", leeAssign, add(license(e3)), nil, 200, nil},
		{"DELETE", "/users/" + lee, "", nil, 204, nil},
		{"DELETE", "/directory/deletedItems/" + lee, "", nil, 204, nil},
		{"GET", skuPath(e3), "", nil, 200, []string{`"consumedUnits":0`}},
		{"GET", skuPath(e1), "", nil, 200, []string{`"consumedUnits":1`}},
	})
}

func TestLicenseQueries(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, ada := s.user("lee", located), s.user("ada", located)
	s.must(200, "POST", "/users/"+lee+"/assignLicense", add(license(e3)))
	s.must(200, "POST", "/users/"+ada+"/assignLicense", add(license(ems)))
	s.run([]step{
		{"GET", "/users?$filter=assignedLicenses/any(s:s/skuId eq " + e3 + ")", "", nil, 200, []string{lee, "!" + ada}},
		{"GET", "/users/$count?$filter=assignedLicenses/any(s:s/skuId eq " + ems + ")", "", advanced(), 200, []string{"1"}},
		{"GET", "/users?$count=true&$filter=assignedLicenses/$count eq 0", "", advanced(), 200, []string{"admin@", "!" + lee}},
		{"GET", "/users?$count=true&$filter=assignedPlans/any(p:p/servicePlanId eq " + sway + " and p/capabilityStatus eq 'Enabled')", "", advanced(), 200, []string{lee, "!" + ada}},
		{"GET", "/subscribedSkus?$select=skuPartNumber,consumedUnits,prepaidUnits", "", nil, 200, []string{`"skuPartNumber":"ENTERPRISEPACK","consumedUnits":1,"prepaidUnits":{"enabled":`}},
		{"GET", "/subscribedSkus?$filter=skuPartNumber eq 'EMS'", "", nil, 400, nil},
		{"GET", skuPath(e3), "", nil, 200, []string{`"id":"` + seed.TenantID + "_" + e3 + `"`, `"capabilityStatus":"Enabled"`}},
		{"GET", skuPath(sway), "", nil, 404, nil},
		{"PATCH", skuPath(e3), `{"consumedUnits":0}`, nil, 405, nil},
		{"GET", "/users/" + lee + "/licenseDetails?$select=skuId", "", nil, 200, []string{`{"skuId":"` + e3 + `"}`}},
		{"GET", "/users/" + lee + "?$expand=licenseDetails", "", nil, 200, []string{"ENTERPRISEPACK"}},
	})
	details := s.must(200, "GET", "/users/"+lee+"/licenseDetails", "").values("id")
	s.must(200, "GET", "/users/"+lee+"/licenseDetails/"+details[0], "")
	s.must(404, "GET", "/users/"+ada+"/licenseDetails/"+details[0], "")
}
