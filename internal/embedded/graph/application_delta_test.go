package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// round follows the pages of a delta query and gives the ids in it, those that
// are gone with their reason, and where to ask next.
func (s *server) round(target string) (ids []string, next string) {
	s.t.Helper()
	for pages := 0; target != ""; pages++ {
		r := s.must(200, "GET", target, "")
		if pages > 0 && strings.Contains(target, "$select=") {
			s.t.Errorf("a token's link has options besides: %s", target)
		}
		for _, v := range r.get("value").([]any) {
			o := v.(map[string]any)
			id := o["id"].(string)
			if removed, ok := o["@removed"].(map[string]any); ok {
				id += " " + removed["reason"].(string)
			}
			ids = append(ids, id)
		}
		next, _ = r.get("@odata.deltaLink").(string)
		target, _ = r.get("@odata.nextLink").(string)
		if (next == "") == (target == "") {
			s.t.Fatalf("a page leads on and ends at once, or neither: %s", r.body)
		}
	}
	return ids, next
}

func TestDeltaOfManyApplications(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	var made []string
	for i := range 205 {
		id, _ := s.application(fmt.Sprint("app ", i))
		made = append(made, id)
	}
	ids, all := s.round("/applications/delta?$select=displayName,tags")
	if !slices.Equal(ids, made) {
		t.Fatalf("the first round has %d applications, want %d", len(ids), len(made))
	}
	few, chosen := s.round("/applications/delta?$filter=id eq '" + made[3] + "' or id eq '" + made[204] + "'")
	if !slices.Equal(few, []string{made[3], made[204]}) {
		t.Errorf("with a filter: %v", few)
	}
	_, latest := s.round("/applications/delta?$deltatoken=latest")
	for _, id := range made {
		s.must(204, "PATCH", "/applications/"+id, `{"tags":["seen"]}`)
	}
	s.must(204, "DELETE", "/applications/"+made[3], "")
	s.must(204, "DELETE", "/applications/"+made[5], "")
	s.must(204, "DELETE", "/directory/deletedItems/"+made[5], "")
	for name, link := range map[string]string{"all": all, "latest": latest} {
		ids, _ := s.round(link)
		for i, id := range made {
			switch i {
			case 3:
				id += " changed"
			case 5:
				id += " deleted"
			}
			if !slices.Contains(ids, id) {
				t.Errorf("%s: %d (%s) is missing", name, i, id)
			}
		}
	}
	if ids, _ := s.round(chosen); !slices.Equal(slices.Compact(slices.Sorted(slices.Values(ids))), slices.Sorted(slices.Values([]string{made[3] + " changed", made[204]}))) {
		t.Errorf("with a filter, afterwards: %v", ids)
	}
}

func TestDeltaOfPrincipals(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	sp := s.principal(appID)
	_, link := s.round("/servicePrincipals/delta?$select=displayName")
	s.must(204, "DELETE", "/servicePrincipals/"+sp, "")
	ids, link := s.round(link)
	if !slices.Equal(ids, []string{sp + " changed"}) {
		t.Errorf("deleted: %v", ids)
	}
	s.must(200, "POST", "/directory/deletedItems/"+sp+"/restore", "")
	r := s.must(200, "GET", link, "")
	if !strings.Contains(r.body, `"id":"`+sp+`","displayName":"Payroll"`) || strings.Contains(r.body, "removed") {
		t.Errorf("restored: %s", r.body)
	}
	_, link = s.round(link)
	s.must(204, "DELETE", "/applications/"+id, "")
	s.must(204, "DELETE", "/directory/deletedItems/"+sp, "")
	if ids, _ = s.round(link); !slices.Equal(ids, []string{sp + " deleted"}) {
		t.Errorf("erased: %v", ids)
	}
	s.run([]step{
		{"GET", "/servicePrincipals/delta?$select=nonsense", "", nil, 400, []string{"nonsense"}},
		{"GET", "/servicePrincipals/delta?$filter=displayName eq 'x'", "", nil, 400, []string{"Request_UnsupportedQuery"}},
		{"GET", "/servicePrincipals/delta?$top=5", "", nil, 400, []string{"$top"}},
		{"GET", "/applications/delta?" + link[strings.IndexByte(link, '?')+1:], "", nil, 410, []string{"resyncRequired"}}, // of another set
	})
	s.clock.offset = 8 * 24 * 3600e9
	s.must(410, "GET", link, "")
}
