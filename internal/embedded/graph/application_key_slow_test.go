package graph_test

import (
	"strings"
	"testing"

	pkcs12 "software.sslmate.com/src/go-pkcs12"
)

// A PFX that takes long to open keeps nobody from changing something else.
func TestSlowKeyHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	signing := newSigner(t, "slow", month)
	pfx, err := pkcs12.Modern.WithIterations(500_000).Encode(signing.Key, signing.Cert, nil, "pfx password")
	if err != nil {
		t.Fatal(err)
	}
	group := s.group("team")
	id, _ := s.application("Payroll")
	s.meanwhile(group, 204, func() reply { return s.do("PATCH", "/applications/"+id, pfxBody(1, pfx)) })
	for _, name := range []string{"keyCredentials", "KEYCREDENTIALS", `\u006beyCredentials`} {
		id, _ := s.application("Wages")
		batch := `{"requests":[{"id":"1","method":"PATCH","url":"/applications/` + id + `","headers":{"Content-Type":"application/json"},"body":` +
			strings.Replace(pfxBody(1, pfx), "keyCredentials", name, 1) + `},{"id":"2","method":"PATCH","url":"/applications/` + id +
			`","headers":{"Content-Type":"application/json"},"body":{"notes":"x"}}]}`
		s.meanwhile(group, 200, func() reply { return s.do("POST", "/$batch", batch) })
	}
}

// meanwhile makes a slow request and changes a group as often as it can until
// that is answered.
func (s *server) meanwhile(group string, status int, slow func() reply) {
	s.t.Helper()
	done := make(chan reply, 1)
	go func() { done <- slow() }()
	for changes := 0; ; changes++ {
		select {
		case r := <-done:
			if r.status != status || strings.Contains(r.body, "error") || changes < 10 {
				s.t.Errorf("%d %s, and %d changes meanwhile", r.status, r.body, changes)
			}
			return
		default:
			s.must(204, "PATCH", "/groups/"+group, `{"description":"x"}`)
		}
	}
}
