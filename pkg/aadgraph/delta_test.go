package aadgraph_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// TestRound has a first round of two pages, and one that follows it.
func TestRound(t *testing.T) {
	t.Parallel()
	const changes = `{"odata.type":"Microsoft.DirectoryServices.User","objectType":"User","objectId":"u"},` +
		`{"objectType":"DirectoryLinkChange","objectId":"00000000-0000-0000-0000-000000000000","associationType":"Member",` +
		`"sourceObjectId":"g","sourceObjectType":"Group","sourceObjectUri":"su","targetObjectId":"u","targetObjectType":"User","targetObjectUri":"tu"}`
	s, c := serve(t,
		ok(`{"odata.metadata":"m","aad.nextLink":"BASE/myorganization/directoryObjects?deltaLink=N1","value":[`+changes+`]}`),
		ok(`{"odata.metadata":"m","aad.deltaLink":"BASE/myorganization/directoryObjects?deltaLink=D1","value":[`+
			`{"objectType":"Group","objectId":"g","aad.isDeleted":true},{"objectType":"User","objectId":"v","aad.isDeleted":true,"aad.isSoftDeleted":true}]}`),
		ok(`{"aad.deltaLink":"https://evil.example/x","value":[]}`))
	round := c.Delta(t.Context(), aadgraph.DeltaQuery{Set: "directoryObjects", Types: []aadgraph.Type{aadgraph.User, aadgraph.Group}, OnlyChanged: true})
	var got []string
	for o, err := range round.Changes() {
		if err != nil {
			t.Fatal(err)
		}
		deleted, soft := aadgraph.IsDeleted(o)
		text := o.String("objectId")
		if link, ok := aadgraph.LinkChangeOf(o); ok {
			text = link.Association + " " + link.Source.Type + " " + link.Source.ID + " " + link.Target.Type + " " + link.Target.ID + " " + link.Target.URI
		}
		if deleted {
			text += " gone"
		}
		if soft {
			text += " for now"
		}
		got = append(got, text)
	}
	if want := "u|Member Group g User u tu|g gone|v gone for now"; strings.Join(got, "|") != want {
		t.Errorf("changes are %s, want %s", strings.Join(got, "|"), want)
	}
	next := c.DeltaFrom(t.Context(), round.Link(), true)
	for _, err := range next.Changes() {
		t.Fatal(err)
	}
	s.Want(t,
		"GET myorganization/directoryObjects?api-version=1.6&deltaLink=&$filter=isof('Microsoft.DirectoryServices.User')%20or%20isof('Microsoft.DirectoryServices.Group')",
		"GET myorganization/directoryObjects?api-version=1.6&deltaLink=N1",
		"GET myorganization/directoryObjects?api-version=1.6&deltaLink=D1")
	for i, h := range s.Header {
		if h.Get("ocp-aad-dq-include-only-changed-properties") != "true" {
			t.Errorf("request %d does not ask for changed properties alone", i)
		}
	}
	for _, err := range c.DeltaFrom(t.Context(), next.Link(), false).Changes() {
		wantKind(t, err, apierr.Other)
	}
}

func TestRoundFromNow(t *testing.T) {
	t.Parallel()
	s, c := serveWith(t, aadgraph.Options{Version: aadgraph.Version20131108}, ok(`{"aad.deltaLink":"users?deltaLink=D","value":[]}`))
	round := c.Delta(t.Context(), aadgraph.DeltaQuery{Set: "users", Select: []string{"displayName", "mail"}, OnlyToken: true})
	if round.Link() != "" {
		t.Error("there is a link before the round")
	}
	for _, err := range round.Changes() {
		t.Fatal(err)
	}
	if round.Link() != "users?deltaLink=D" {
		t.Errorf("link is %s", round.Link())
	}
	s.Want(t, "GET myorganization/users?api-version=2013-11-08&deltaLink=&$select=displayName,mail")
	if s.Header[0].Get("ocp-aad-dq-include-only-delta-token") != "true" {
		t.Error("the header is missing")
	}
}

func TestFilterOfOldNamespace(t *testing.T) {
	t.Parallel()
	s, c := serveWith(t, aadgraph.Options{Version: aadgraph.Version20130405}, ok(`{"value":[]}`))
	for _, err := range c.Delta(t.Context(), aadgraph.DeltaQuery{Set: "directoryObjects", Types: []aadgraph.Type{aadgraph.Contact}}).Changes() {
		t.Fatal(err)
	}
	s.Want(t, "GET myorganization/directoryObjects?api-version=2013-04-05&deltaLink=&$filter=isof('Microsoft.WindowsAzure.ActiveDirectory.Contact')")
}

func TestTypesOfATypedSet(t *testing.T) {
	t.Parallel()
	s, c := serve(t, ok(`{"value":[]}`))
	for _, err := range c.Delta(t.Context(), aadgraph.DeltaQuery{Set: "users", Types: []aadgraph.Type{aadgraph.User}}).Changes() {
		wantKind(t, err, apierr.Unsupported)
	}
	if len(s.Asked) > 0 {
		t.Errorf("left as %s", s.Asked)
	}
}
