package graph_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// race is requests that are made at once, and how often each status is
// answered, whoever comes first; want is nil where that makes a difference.
type race struct {
	name    string
	n       int
	request func(i int) (method, target, body string, headers []string)
	want    map[int]int
	// after is what is there then: a path, and how often a fragment is in
	// the answer.
	after, fragment string
	times           int
}

// same is the same request n times.
func same(method, target, body string, headers ...string) func(int) (string, string, string, []string) {
	return func(int) (string, string, string, []string) { return method, target, body, headers }
}

// numbered is a request with its number in its body.
func numbered(method, target, body string) func(int) (string, string, string, []string) {
	return func(i int) (string, string, string, []string) {
		return method, target, strings.ReplaceAll(body, "{i}", fmt.Sprint(i)), nil
	}
}

// alternately is one request for even numbers and another one for odd.
func alternately(even, odd [2]string) func(int) (string, string, string, []string) {
	return func(i int) (string, string, string, []string) {
		if i%2 == 0 {
			return even[0], even[1], "", nil
		}
		return odd[0], odd[1], "", nil
	}
}

// Requests that would break a rule together are answered as if one came after
// the other, by two directories on one file as two processes have them.
func TestApplicationsAtOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	s := newServerAt(t, path)
	both := []*server{s, newServerAt(t, path)}
	for _, r := range races(s) {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			got := r.run(t, both)
			if r.want != nil && !maps.Equal(got, r.want) {
				t.Errorf("statuses and how often they came: %v, want %v", got, r.want)
			}
			if r.after == "" {
				return
			}
			answer := (&server{t: t, clock: s.clock, client: s.client}).must(200, "GET", r.after, "").body
			if n := strings.Count(answer, r.fragment); n != r.times {
				t.Errorf("%s has %d times %s, want %d: %s", r.after, n, r.fragment, r.times, answer)
			}
		})
	}
}

func (r race) run(t *testing.T, servers []*server) map[int]int {
	got, mu := map[int]int{}, sync.Mutex{}
	start, group := make(chan struct{}), sync.WaitGroup{}
	for i := range r.n {
		s := servers[i%len(servers)]
		mine := &server{t: t, clock: s.clock, client: s.client}
		group.Go(func() {
			method, target, body, headers := r.request(i)
			<-start
			status := mine.do(method, target, body, headers...).status
			mu.Lock()
			defer mu.Unlock()
			got[status]++
		})
	}
	close(start)
	group.Wait()
	return got
}

func races(s *server) []race {
	s.t.Helper()
	app := func(name string) (id, appID string) { return s.application(name) }
	federated, _ := app("Federated")
	full, _ := app("Full")
	kept, _ := app("Kept")
	secret, _ := app("Secret")
	owned, _ := app("Owned")
	policed, _ := app("Policed")
	going, _ := app("Going")
	_, single := app("Single")
	lee := s.user("lee")
	s.must(204, "POST", "/applications/"+owned+"/owners/$ref", reference(lee))
	policy := s.must(201, "POST", "/policies/tokenLifetimePolicies", `{"displayName":"Short","definition":["{\"TokenLifetimePolicy\":{\"Version\":1}}"]}`).id()
	keyID, _ := s.must(200, "POST", "/applications/"+kept+"/addPassword", "").get("keyId").(string)
	const credential = `"issuer":"https://a.example","audiences":["api://AzureADTokenExchange"]`
	return []race{
		{name: "federated credentials of one issuer and subject", n: 12, want: map[int]int{201: 1, 400: 11},
			request: numbered("POST", "/applications/"+federated+"/federatedIdentityCredentials", `{"name":"name-{i}","subject":"s",`+credential+`}`),
			after:   "/applications/" + federated + "/federatedIdentityCredentials", fragment: `"subject":"s"`, times: 1},
		{name: "the twenty-first federated credential", n: 30, want: map[int]int{201: 20, 403: 10},
			request: numbered("POST", "/applications/"+full+"/federatedIdentityCredentials", `{"name":"name-{i}","subject":"s{i}",`+credential+`}`),
			after:   "/applications/" + full + "/federatedIdentityCredentials", fragment: `"name":`, times: 20},
		{name: "applications with one identifier URI", n: 12, want: map[int]int{201: 1, 400: 11},
			request: numbered("POST", "/applications", `{"displayName":"Twin {i}","identifierUris":["api://twins"]}`),
			after:   "/applications?$filter=identifierUris/any(u:u eq 'api://twins')", fragment: "api://twins", times: 1},
		// Who comes while the first is at it may be refused, 400, or change it, 204.
		{name: "applications by one uniqueName", n: 12,
			request: same("PATCH", "/applications(uniqueName='only')", `{"displayName":"Only"}`, "Prefer: create-if-missing"),
			after:   "/applications?$filter=uniqueName eq 'only'", fragment: `"uniqueName":"only"`, times: 1},
		{name: "applications created with one uniqueName", n: 12, want: map[int]int{201: 1, 400: 11},
			request: same("POST", "/applications", `{"displayName":"One","uniqueName":"one"}`),
			after:   "/applications?$filter=uniqueName eq 'one'", fragment: `"uniqueName":"one"`, times: 1},
		{name: "service principals of one application", n: 12, want: map[int]int{201: 1, 409: 11},
			request: same("POST", "/servicePrincipals", `{"appId":"`+single+`"}`),
			after:   "/servicePrincipals?$filter=appId eq '" + single + "'", fragment: `"appId":"` + single, times: 1},
		{name: "passwords added", n: 12, want: map[int]int{200: 12}, request: same("POST", "/applications/"+secret+"/addPassword", `{"passwordCredential":{"displayName":"at once"}}`),
			after: "/applications/" + secret, fragment: `"displayName":"at once"`, times: 12},
		{name: "a password removed", n: 6, want: map[int]int{204: 1, 400: 5}, request: same("POST", "/applications/"+kept+"/removePassword", `{"keyId":"`+keyID+`"}`),
			after: "/applications/" + kept, fragment: keyID},
		{name: "the last owner removed", n: 6, want: map[int]int{204: 1, 404: 5}, request: same("DELETE", "/applications/"+owned+"/owners/"+lee+"/$ref", ""),
			after: "/applications/" + owned + "/owners", fragment: lee},
		{name: "a policy assigned", n: 6, want: map[int]int{204: 1, 400: 5},
			request: same("POST", "/applications/"+policed+"/tokenLifetimePolicies/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/policies/tokenLifetimePolicies/`+policy+`"}`),
			after:   "/applications/" + policed + "/tokenLifetimePolicies", fragment: `"id":"` + policy, times: 1},
		{name: "an application deleted", n: 6, want: map[int]int{204: 1, 404: 5}, request: same("DELETE", "/applications/"+going, ""),
			after: "/directory/deletedItems/microsoft.graph.application", fragment: `"id":"` + going, times: 1},
		{name: "erased twice", n: 6, want: map[int]int{204: 1, 404: 5}, request: same("DELETE", "/directory/deletedItems/"+s.deleted("Erased"), "")},
		{name: "instantiated", n: 5, want: map[int]int{201: 5}, request: numbered("POST", "/applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate", `{"displayName":"Instance {i}"}`),
			after: "/servicePrincipals?$filter=startswith(displayName,'Instance')", fragment: `"displayName":"Instance `, times: 5},
	}
}

// deleted makes an application that is in the deleted items.
func (s *server) deleted(name string) string {
	s.t.Helper()
	id, _ := s.application(name)
	s.must(204, "DELETE", "/applications/"+id, "")
	return id
}

// Of a restore and an erasure at once one comes through, and what is there
// then is as that one says.
func TestRestoreAndEraseAtOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	s := newServerAt(t, path)
	both := []*server{s, newServerAt(t, path)}
	for range 10 {
		id := s.deleted("Contested")
		at := "/directory/deletedItems/" + id
		got := race{n: 2, request: alternately([2]string{"POST", at + "/restore"}, [2]string{"DELETE", at})}.run(t, both)
		live, gone := s.do("GET", "/applications/"+id, "").status, s.do("GET", at, "").status
		switch {
		case got[200] == 1 && got[404] == 1 && live == 200 && gone == 404:
		case got[204] == 1 && got[404] == 1 && live == 404 && gone == 404:
		default:
			t.Errorf("answers %v; then live %d, deleted %d", got, live, gone)
		}
	}
}

// Who follows changes while others write misses none.
func TestDeltaWhileWriting(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	s := newServerAt(t, path)
	writers := []*server{s, newServerAt(t, path)}
	const each = 30
	group := sync.WaitGroup{}
	for w, writer := range writers {
		group.Go(func() {
			for i := range each {
				writer.do("POST", "/applications", fmt.Sprintf(`{"displayName":"App %d-%d"}`, w, i))
			}
		})
	}
	written := make(chan struct{})
	go func() { group.Wait(); close(written) }()
	seen, link, last := map[string]bool{}, "/applications/delta?$select=displayName", false
	for {
		page := s.must(200, "GET", link, "")
		for _, name := range page.values("displayName") {
			seen[name] = true
		}
		if next, ok := page.get("@odata.nextLink").(string); ok {
			link = next
			continue
		}
		if last {
			break
		}
		link, _ = page.get("@odata.deltaLink").(string)
		select {
		case <-written:
			last = true // one more round, in which all is there
		default:
		}
	}
	if len(seen) != 2*each {
		t.Errorf("%d of %d were seen", len(seen), 2*each)
	}
}
