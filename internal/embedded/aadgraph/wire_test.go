package aadgraph

import (
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// newExchange is one without a directory, for translations alone.
func newExchange(v version) *exchange {
	s := New(Options{Now: time.Now})
	x := s.exchange(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	x.version = v
	return x
}

// sample gives a value of a property, as JSON.
func (p *property) sample(m *model) string {
	value := map[string]string{"Edm.Boolean": "true", "Edm.Int32": "7", "Edm.DateTime": `"2020-01-01T00:00:00Z"`,
		"Edm.Guid": `"7b1e5a44-5a4c-4b6a-9f0e-0c5b4d1c7f11"`, "Edm.Binary": `"Y3YxN2E1"`}[p.typ]
	if value == "" {
		value = `"text"`
	}
	if p.complex != nil {
		value = "{"
		for i := range p.complex.properties {
			if member := &p.complex.properties[i]; len(member.path) > 0 && !member.secret {
				value += `"` + member.name + `":` + member.sample(m) + ","
			}
		}
		value = value[:len(value)-1] + "}"
	}
	if p.list {
		return "[" + value + "]"
	}
	return value
}

// TestThereAndBack: every property that can be set reads as it was written,
// and null as what it has when nothing is said.
func TestThereAndBack(t *testing.T) {
	t.Parallel()
	x := newExchange(versionBeta)
	m := x.s.model()
	tried := 0
	for _, e := range m.entities {
		for i := range e.properties {
			p := &e.properties[i]
			if p.readOnly || p.ignored || len(p.path) == 0 || e.name == "Contact" {
				continue
			}
			given, err := odata.ParseObject([]byte(`{"` + p.name + `":` + p.sample(m) + `}`))
			if err != nil {
				t.Fatal(err)
			}
			canonical, err := x.canonical(e, given)
			if err != nil {
				t.Errorf("%s/%s: %v", e.name, p.name, err)
				continue
			}
			var want, got any
			_ = given.Decode(p.name, &want)
			_ = x.wire(e, canonical).Decode(p.name, &got)
			if !cmp.Equal(clean(want), clean(got)) {
				t.Errorf("%s/%s: %v reads as %v, by %s", e.name, p.name, want, got, canonical.AppendJSON(nil))
			}
			tried++
		}
	}
	if tried < 100 {
		t.Errorf("%d properties only", tried)
	}
}

// clean leaves nulls out.
func clean(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, member := range v {
			if member != nil {
				out[name] = clean(member)
			}
		}
		return out
	case []any:
		out := slices.Clone(v)
		for i := range out {
			out[i] = clean(out[i])
		}
		return out
	}
	return v
}

// TestContacts: addresses and phones, lists in Graph, are flat here.
func TestContacts(t *testing.T) {
	t.Parallel()
	x := newExchange(version16)
	o, err := odata.ParseObject([]byte(`{"@odata.type":"#microsoft.graph.orgContact","id":"1","displayName":"C","mail":"c@d.example","onPremisesSyncEnabled":true,
		"addresses":[{"city":"Rom","countryOrRegion":"IT","officeLocation":"O","postalCode":"1","state":"S","street":"St"}],
		"phones":[{"type":"mobile","number":"2"},{"type":"business","number":"3"},{"type":"businessFax","number":"4"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	got := x.wire(x.s.model().entityOf("DirectoryObject"), o)
	for name, want := range map[string]string{
		"objectType": "Contact", "objectId": "1", "city": "Rom", "country": "IT", "physicalDeliveryOfficeName": "O", "postalCode": "1", "state": "S",
		"streetAddress": "St", "mobile": "2", "telephoneNumber": "3", "facsimileTelephoneNumber": "4", "mail": "c@d.example", "displayName": "C",
	} {
		if got.String(name) != want {
			t.Errorf("%s: %q, want %q", name, got.String(name), want)
		}
	}
	if synced, _ := got.Bool("dirSyncEnabled"); !synced || !got.IsNull("surname") || !got.Has("surname") {
		t.Errorf("%s", got.AppendJSON(nil))
	}
}

// TestRename: in a refusal's text names are the wire's, words stay words.
func TestRename(t *testing.T) {
	t.Parallel()
	x := newExchange(version16)
	user := x.s.model().entityOf("User")
	app, domain := x.s.model().entityOf("Application"), x.s.model().entityOf("Domain")
	for _, try := range []struct {
		e          *entity
		text, want string
	}{
		{app, "The property 'web/redirectUris' has 'redirectUris' twice, and signInAudience.", "The property 'replyUrls' has 'replyUrls' twice, and signInAudience."},
		{app, "isFallbackPublicClient is invalid.", "publicClient is invalid."},
		{domain, "The id is invalid.", "The id is invalid."},
	} {
		if got := x.rename(try.e, try.text); got != try.want {
			t.Errorf("%q, want %q", got, try.want)
		}
	}
	for text, want := range map[string]string{
		"Invalid value specified for property 'mobilePhone' of resource 'User'.": "Invalid value specified for property 'mobile' of resource 'User'.",
		"Property businessPhones may have one value.":                            "Property telephoneNumber may have one value.",
		"Nothing of that kind.":                                                  "Nothing of that kind.",
	} {
		if got := x.rename(user, text); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
