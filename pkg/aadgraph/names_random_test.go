package aadgraph

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// TestNothingIsLost translates random objects there and back.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	for _, kind := range append(Types(), "", "PolicyOfTheFuture") {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(7, uint64(len(kind))))
			var tr Translator
			names := tr.of(kind)
			for range 200 {
				wire := randomWire(r, names)
				there := tr.ToCanonical(kind, wire)
				back, err := tr.FromCanonical(kind, there)
				if err != nil || cmp.Diff(plain(t, wire), plain(t, back)) != "" {
					t.Fatalf("%s\nbecomes %s\nand then %s (%v)\n%s", text(wire), text(there), text(back), err, cmp.Diff(plain(t, wire), plain(t, back)))
				}
				canonical := randomCanonical(r, names)
				wire, err = tr.FromCanonical(kind, canonical)
				if err != nil {
					t.Fatalf("%s: %v", text(canonical), err)
				}
				if diff := cmp.Diff(plain(t, canonical), plain(t, tr.ToCanonical(kind, wire))); diff != "" {
					t.Fatalf("%s\nbecomes %s\n%s", text(canonical), text(wire), diff)
				}
			}
		})
	}
}

func text(o *odata.Object) string { return string(o.AppendJSON(nil)) }

func plain(t *testing.T, o *odata.Object) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(o.AppendJSON(nil), &v); err != nil {
		t.Fatalf("%v in %s", err, text(o))
	}
	return v
}

// randomWire makes an object in the service's names: some of the known
// properties, and some that nobody knows.
func randomWire(r *rand.Rand, n *Names) *odata.Object {
	kind := n.t
	b := builder{root: odata.NewObject()}
	if kind.Canonical() != "" && r.IntN(2) == 0 {
		b.set("odata.metadata", raw("https://graph.windows.net/x/$metadata#y"))
		b.set("odata.type", raw(namespace+"."+string(kind)))
		if name := kind.objectType(); name != "" {
			b.set("objectType", raw(name))
		}
	}
	for _, path := range slices.Sorted(maps.Keys(n.wire)) {
		if r.IntN(3) > 0 {
			b.set(path, wireValue(r, path, n.wire[path].shape))
		}
	}
	for _, name := range []string{"errorUrl", "provisioningErrors", "extension_x_skypeId", "ofTheFuture", "aad.isDeleted", "thumbnailPhoto@odata.mediaContentType"} {
		if r.IntN(3) == 0 {
			b.set(name, anyValue(r))
		}
	}
	o := b.object()
	for _, container := range []string{"passwordProfile", "informationalUrls"} {
		if r.IntN(4) == 0 && (o.Has(container) || r.IntN(2) == 0) && kind != "" {
			o.Set(container, json.RawMessage([]string{"null", "{}", `{"ofTheFuture":1}`}[r.IntN(3)]))
		}
	}
	if kind == Application && r.IntN(3) == 0 {
		o.Set("signInAudience", "AzureADandPersonalMicrosoftAccount")
	}
	return o
}

func wireValue(r *rand.Rand, path string, s shape) json.RawMessage {
	switch s := s.(type) {
	case single:
		return pick(r, `null`, `""`, `"+1 918"`, `7`)
	case audience:
		return pick(r, `null`, `true`, `false`, `"odd"`)
	case record:
		return records(r, append(slices.Sorted(maps.Keys(s.there)), "keyId", "ofTheFuture"))
	}
	if path == "publicClient" {
		return pick(r, `null`, `true`, `false`)
	}
	return anyValue(r)
}

func records(r *rand.Rand, members []string) json.RawMessage {
	list := make([]*odata.Object, r.IntN(3))
	for i := range list {
		list[i] = odata.NewObject()
		for _, member := range members {
			if r.IntN(2) == 0 {
				list[i].Set(member, anyValue(r))
			}
		}
	}
	whole, _ := odata.NewObject("l", list).Raw("l")
	if r.IntN(5) == 0 {
		return pick(r, `null`, `[]`, `["a"]`, `{"keyId":"k"}`)
	}
	return whole
}

func anyValue(r *rand.Rand) json.RawMessage {
	return pick(r, `null`, `true`, `false`, `12`, `""`, `"text"`, `"O'Brien \"x\" ü"`, `[]`, `["a","b"]`, `{"a":{"b":null}}`, `[{"a":1}]`)
}

func pick(r *rand.Rand, values ...string) json.RawMessage {
	return json.RawMessage(values[r.IntN(len(values))])
}

// randomCanonical makes a change in the names of Microsoft Graph.
func randomCanonical(r *rand.Rand, n *Names) *odata.Object {
	b := builder{root: odata.NewObject()}
	public := r.IntN(2) == 0
	for _, path := range slices.Sorted(maps.Keys(n.canonical)) {
		f := n.canonical[path]
		if _, ok := f.shape.(listed); ok || r.IntN(3) == 0 {
			continue
		}
		switch path {
		case publicURIs, "web/redirectUris":
			if public == (path == publicURIs) {
				b.set("isFallbackPublicClient", json.RawMessage(fmt.Sprint(public)))
				b.set(path, pick(r, `[]`, `["https://a","https://b"]`))
			}
			continue
		case "isFallbackPublicClient":
			b.set(path, json.RawMessage(fmt.Sprint(public)))
			continue
		}
		b.set(path, canonicalValue(r, f.shape))
	}
	if n.t == Contact {
		b.set("addresses", pick(r, `[{"city":"Tulsa","countryOrRegion":null}]`, `[{"street":"x","postalCode":"1","state":"OK","officeLocation":"2"}]`))
		b.set("phones", pick(r, `[{"type":"business","number":"1"}]`, `[{"type":"business","number":"1"},{"type":"mobile","number":null},{"type":"businessFax","number":"3"}]`))
	}
	return b.object()
}

func canonicalValue(r *rand.Rand, s shape) json.RawMessage {
	switch s := s.(type) {
	case single:
		return pick(r, `[]`, `["+1 918"]`)
	case audience:
		return pick(r, `null`, `"AzureADMyOrg"`, `"AzureADMultipleOrgs"`)
	case record:
		return records(r, append(slices.Sorted(maps.Keys(s.here)), "keyId", "usage"))
	}
	return anyValue(r)
}
