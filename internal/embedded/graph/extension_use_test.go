package graph_test

import (
	"net/url"
	"strings"
	"testing"
)

// TestExtensionPropertiesAreUsed: what an application defines can be set,
// selected, filtered by and seen in deltas on every kind of object that it is
// defined for.
func TestExtensionPropertiesAreUsed(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	app := "/applications/" + id
	prefix := "extension_" + strings.ReplaceAll(appID, "-", "") + "_"
	for name, typ := range map[string]string{"code": "String", "level": "Integer", "active": "Boolean"} {
		s.must(201, "POST", app+"/extensionProperties", `{"name":"`+name+`","dataType":"`+typ+
			`","targetObjects":["User","Group","Device","AdministrativeUnit","Application","Organization"]}`)
	}
	code, level, active := prefix+"code", prefix+"level", prefix+"active"
	user, group := s.user("lee"), s.group("team")
	s.user("kim")
	device := s.must(201, "POST", "/devices", `{"accountEnabled":true,"displayName":"Laptop","deviceId":"4c299165-6e8f-4b45-a5ba-c5d250a707ff",
		"operatingSystem":"Linux","operatingSystemVersion":"6","alternativeSecurityIds":[{"type":2,"key":"Y3YxN2E1MWFlYw=="}]}`).id()
	unit := s.must(201, "POST", "/directory/administrativeUnits", `{"displayName":"West"}`).id()
	for _, at := range []struct {
		set, id string
		deltas  bool
	}{
		{"/users", user, true}, {"/groups", group, true}, {"/devices", device, true}, {"/applications", id, true},
		{"/directory/administrativeUnits", unit, true}, {"/organization", s.must(200, "GET", "/organization", "").values("id")[0], false},
	} {
		var link string
		if at.deltas {
			link, _ = s.must(200, "GET", at.set+"/delta?$deltatoken=latest&$select=id,"+code, "").get("@odata.deltaLink").(string)
		}
		object := at.set + "/" + at.id
		s.must(204, "PATCH", object, `{"`+code+`":"A-7","`+level+`":7,"`+active+`":true}`)
		for filter, found := range map[string]bool{
			code + " eq 'A-7'": true, "startswith(" + code + ",'a-')": true, level + " ge 7": true, active + " eq true": true,
			code + " eq 'B'": false, level + " le 6": false, code + " eq 'A-7' and " + level + " eq 8": false,
		} {
			r := s.must(200, "GET", at.set+"?$select=id&$count=true&$filter="+url.QueryEscape(filter), "", advanced()...)
			if strings.Contains(r.body, at.id) != found {
				t.Errorf("GET %s?$filter=%s: %s", at.set, filter, r.body)
			}
		}
		s.run([]step{{"GET", object + "?$select=id," + code + "," + level, "", nil, 200, []string{`"` + code + `":"A-7"`, `"` + level + `":7`, "!" + active}}})
		if at.deltas {
			s.run([]step{{"GET", link, "", nil, 200, []string{at.id, `"` + code + `":"A-7"`, "!" + level}}})
		}
	}
}

func TestDeviceDelta(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	id := s.must(201, "POST", "/devices", `{"accountEnabled":true,"displayName":"Laptop","deviceId":"4c299165-6e8f-4b45-a5ba-c5d250a707ff",
		"operatingSystem":"Linux","operatingSystemVersion":"6","alternativeSecurityIds":[{"type":2,"key":"Y3YxN2E1MWFlYw=="}]}`).id()
	link, _ := s.must(200, "GET", "/devices/delta", "").get("@odata.deltaLink").(string)
	s.run([]step{
		{"PATCH", "/devices/" + id, `{"displayName":"Notebook"}`, nil, 204, nil},
		{"POST", "/devices/" + id + "/registeredOwners/$ref", reference(lee), nil, 204, nil},
		{"GET", link, "", nil, 200, []string{`"displayName":"Notebook"`, `"registeredOwners@delta":[{"@odata.type":"#microsoft.graph.user","id":"` + lee}},
		{"DELETE", "/devices/" + id, "", nil, 204, nil},
		{"GET", link, "", nil, 200, []string{`{"id":"` + id + `","@removed":{"reason":"deleted"}}`}},
	})
}
