package aadgraph_test

import (
	"net/http"
	"strings"
	"testing"
)

// query is a part of a batch that reads.
func query(path string) string {
	return "Content-Type: application/http\nContent-Transfer-Encoding: binary\n\nGET https://graph.windows.net/myorganization" + path + " HTTP/1.1\n\n"
}

// changes is a change set; each is "METHOD PATH BODY".
func changes(list ...string) string {
	b := "Content-Type: multipart/mixed; boundary=changeset_1\n\n"
	for _, c := range list {
		method, rest, _ := strings.Cut(c, " ")
		path, body, _ := strings.Cut(rest, " ")
		b += "--changeset_1\nContent-Type: application/http\nContent-Transfer-Encoding: binary\n\n" +
			method + " https://graph.windows.net/contoso.onmicrosoft.com" + path + "?api-version=1.6 HTTP/1.1\nContent-Type: application/json\n\n" + body + "\n"
	}
	return b + "--changeset_1--\n"
}

// batch sends parts and gives the statuses that came, with the whole answer.
func (s *server) batch(parts ...string) (statuses, body string) {
	s.t.Helper()
	b := ""
	for _, p := range parts {
		b += "--batch_1\n" + p + "\n"
	}
	b += "--batch_1--\n"
	r := s.must(http.StatusAccepted, "POST", "/$batch", strings.ReplaceAll(b, "\n", "\r\n"), "Content-Type: multipart/mixed; boundary=batch_1")
	if t := r.header.Get("Content-Type"); !strings.HasPrefix(t, "multipart/mixed; boundary=batchresponse_") {
		s.t.Errorf("Content-Type %s", t)
	}
	var list []string
	for line := range strings.Lines(r.body) {
		if status, ok := strings.CutPrefix(line, "HTTP/1.1 "); ok {
			list = append(list, status[:3])
		}
	}
	return strings.Join(list, " "), r.body
}

// TestBatch: queries and change sets have a status each, and a change set is
// kept whole or not at all (facts/aadgraph.md, section 9).
func TestBatch(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	anna, boss, team := s.user("anna"), s.user("boss"), s.group("team")
	at := "/groups/" + team
	statuses, body := s.batch(
		query("/users/"+anna+"?api-version=1.6"),
		query("/users/nobody?api-version=1.6"),
		query("/users"),
		changes("PATCH "+at+` {"description":"new"}`, "POST "+at+"/$links/members "+link(anna), "POST "+at+"/$links/members "+link(boss)),
	)
	if statuses != "200 404 400 204 204 204" || !strings.Contains(body, `"userPrincipalName":"anna@`) || !strings.Contains(body, "boundary=changesetresponse_") {
		t.Errorf("%s: %s", statuses, body)
	}
	statuses, body = s.batch(changes("PATCH "+at+` {"description":"newer"}`, "DELETE "+at+"/$links/members/"+anna, "POST "+at+"/$links/members "+link(boss)))
	if statuses != "400" || !strings.Contains(body, "already exist") {
		t.Errorf("%s: %s", statuses, body)
	}
	s.run([]step{
		{"GET", at, "", nil, 200, []string{`"description":"new"`}},
		{"GET", at + "/$links/members", "", nil, 200, []string{anna, boss}},
	})
	statuses, _ = s.batch(changes(`POST /users {"accountEnabled":true,"displayName":"New","mailNickname":"new","userPrincipalName":"new@` + domain + `","passwordProfile":{"password":"` + longPassword + `"}}`))
	if statuses != "201" {
		t.Error(statuses)
	}
	s.must(http.StatusOK, "GET", "/users/new@"+domain, "")
}

// TestBatchBounds: what a batch and a change set may hold.
func TestBatchBounds(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	anna, team := s.user("anna"), s.group("team")
	app, _ := s.application("app")
	var links []string
	for range 20 {
		links = append(links, "DELETE /groups/"+team+"/$links/members/"+anna)
	}
	patch := "PATCH /groups/" + team + ` {"description":"x"}`
	for name, try := range map[string]struct {
		part, statuses, text string
	}{
		"a change outside of a set":   {strings.Replace(query("/users/"+anna+"?api-version=1.6"), "GET", "DELETE", 1), "400", "must be in a change set"},
		"a query in a set":            {changes("GET /users/" + anna), "400", "changes of objects and links only"},
		"a function in a set":         {changes("POST /users/" + anna + "/getMemberGroups {}"), "400", "changes of objects and links only"},
		"two changes":                 {changes(patch, patch), "400", "at most one change"},
		"two objects":                 {changes(patch, "PUT /users/"+anna+"/$links/manager "+link(anna)), "400", "one object"},
		"a batch in a batch":          {changes("POST /$batch {}"), "404", "$batch"},
		"keys among changes":          {changes("PATCH /applications/"+app+` {"\u006BeyCredentials":[]}`, "DELETE /applications/"+app+"/$links/owners/"+anna), "400", "must be alone"},
		"keys as a property":          {changes("PATCH /applications/"+app+`/keyCredentials {"value":[]}`, "DELETE /applications/"+app+"/$links/owners/"+anna), "400", "must be alone"},
		"passwords among changes":     {changes("PATCH /applications/"+app+` {"PasswordCredentials":[]}`, "DELETE /applications/"+app+"/$links/owners/"+anna), "400", "must be alone"},
		"keys alone":                  {changes("PATCH /applications/" + app + ` {"keyCredentials":[]}`), "204", "changesetresponse"},
		"20 links and a change: read": {changes(append(links, patch)...), "404", "Request_ResourceNotFound"},
	} {
		statuses, body := s.batch(try.part)
		if statuses != try.statuses || !strings.Contains(body, try.text) {
			t.Errorf("%s: %s: %s", name, statuses, body)
		}
	}
	q := query("/users?api-version=1.6")
	if statuses, _ := s.batch(q, q, q, q, q); statuses != "200 200 200 200 200" {
		t.Error(statuses)
	}
	mixed := []string{"Content-Type: multipart/mixed; boundary=b"}
	one := "--b\r\n" + q + "\r\n"
	s.run([]step{
		{"POST", "/$batch", strings.Repeat(one, 6) + "--b--\r\n", mixed, 400, []string{"at most 5"}},
		{"POST", "/$batch", "--b\r\n" + changes(append(links, patch, patch)...) + "--b--\r\n", mixed, 400, []string{"at most one change of an object and 20 of links"}},
		{"POST", "/$batch", "nothing", mixed, 400, nil},
		{"POST", "/$batch", "--b\r\n\r\nGET https://evil.example/myorganization/users HTTP/1.1\r\n\r\n--b--\r\n", mixed, 400, []string{"no URL of this service"}},
		{"POST", "/$batch", "--b\r\n\r\nGET\r\n\r\n--b--\r\n", mixed, 400, nil},
		{"POST", "/$batch", "{}", nil, 415, nil},
		{"GET", "/$batch", "", nil, 405, nil},
	})
}

// TestBatchCaller: members are carried out for who sent the batch, whatever
// they say.
func TestBatchCaller(t *testing.T) {
	t.Parallel()
	in := newServer(t)
	s := in.onSocket()
	in.user("anna")
	victim := in.user("victim")
	body := "--b\r\nContent-Type: application/http\r\n\r\nGET /me?api-version=1.6 HTTP/1.1\r\nAuthorization: " + in.token(aadResource, administrator) + "\r\n\r\n\r\n--b\r\n" +
		strings.ReplaceAll(changes("DELETE /users/"+victim), "\n", "\r\n") + "\r\n--b--\r\n"
	r := s.must(http.StatusAccepted, "POST", "/$batch", body, "Content-Type: multipart/mixed; boundary=b", in.token(aadResource, "anna@"+domain))
	if !strings.Contains(r.body, `"userPrincipalName":"anna@`) || !strings.Contains(r.body, "HTTP/1.1 403") {
		t.Error(r.body)
	}
	s.must(http.StatusUnauthorized, "POST", "/$batch", body, "Content-Type: multipart/mixed; boundary=b")
}
