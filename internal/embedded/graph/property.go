package graph

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// property answers with one property of an object, or with its raw value.
func (x *exchange) property(t *target) error {
	var r *store.Record
	err := x.s.core.Read(x.r.Context(), func(tx *store.Tx) (err error) {
		r, err = x.object(tx, t.place)
		return err
	})
	if err != nil {
		return err
	}
	raw := valueAt(x.visible(t.place.typ, r), t.property)
	last := t.property[len(t.property)-1]
	if raw == nil && last.Collection {
		raw = json.RawMessage("[]")
	}
	switch {
	case raw == nil || string(raw) == "null":
		return x.noContent()
	case t.value:
		return x.rawValue(raw)
	}
	return x.json(http.StatusOK, x.appendProperty(t, r, raw))
}

// valueAt goes down the path; nil if a step is absent.
func valueAt(o *odata.Object, path []edm.Property) json.RawMessage {
	raw, _ := o.Raw(path[0].Name)
	for _, p := range path[1:] {
		inner, err := odata.ParseObject(raw)
		if err != nil {
			return nil
		}
		raw, _ = inner.Raw(p.Name)
	}
	return raw
}

// appendProperty gives the answer: complex values stand by themselves, all
// others are the member "value".
func (x *exchange) appendProperty(t *target, r *store.Record, raw json.RawMessage) []byte {
	path := make([]string, len(t.property))
	for i, p := range t.property {
		path[i] = p.Name
	}
	b := x.appendContext(nil, x.s.setOf(r.Type)+"('"+r.ID+"')/"+strings.Join(path, "/"))
	last := t.property[len(t.property)-1]
	if !last.Collection && raw[0] == '{' {
		o, err := odata.ParseObject(raw)
		if err == nil {
			for name, value := range o.All() {
				b = append(appendName(b, name), value...)
			}
			return append(b, '}')
		}
	}
	return append(append(appendName(b, "value"), raw...), '}')
}

func (x *exchange) rawValue(raw json.RawMessage) error {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return x.text("text/plain", s)
	}
	return x.text("text/plain", string(raw))
}
