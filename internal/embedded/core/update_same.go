package core

import (
	"encoding/json"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// withoutSame leaves out of a change what may not be set and is as it was:
// clients send whole objects back as they were given them.
func withoutSame(t *edm.Type, r *store.Record, o *odata.Object) *odata.Object {
	kept := o
	for name, raw := range o.All() {
		p, ok := t.Property(name)
		if !ok || !t.Rule(p.Name).ReadOnly {
			continue
		}
		stored, _ := r.Props.Raw(p.Name)
		if !saysSame(raw, stored) {
			continue
		}
		if kept == o {
			kept = o.Clone()
		}
		kept.Delete(name)
	}
	return kept
}

// checkReadOnlyParts refuses another value for a part of a complex property
// that is the service's to set, such as the logoUrl of info.
func (b *body) checkReadOnlyParts(stored *odata.Object) error {
	for name, value := range b.props.All() {
		if value[0] != '{' {
			continue
		}
		is := stored.Object(name)
		for part, raw := range b.props.Object(name).All() {
			was, _ := is.Raw(part)
			if path := name + "/" + part; b.typ.Rule(path).ReadOnly && !saysSame(raw, was) {
				return badProperty(path, "Property '%s' is read-only and cannot be set.", path)
			}
		}
	}
	return nil
}

// saysSame compares two JSON values. Of objects, members that the given one
// lacks do not matter, and absent is null.
func saysSame(given, stored json.RawMessage) bool {
	var a, b any
	if json.Unmarshal(given, &a) != nil {
		return false
	}
	if len(stored) > 0 && json.Unmarshal(stored, &b) != nil {
		return false
	}
	return sameValue(a, b)
}

func sameValue(given, stored any) bool {
	switch a := given.(type) {
	case map[string]any:
		b, _ := stored.(map[string]any)
		for name, value := range a {
			if !sameValue(value, b[name]) {
				return false
			}
		}
		return true
	case []any:
		b, _ := stored.([]any)
		if len(a) != len(b) {
			return false
		}
		for i := range a {
			if !sameValue(a[i], b[i]) {
				return false
			}
		}
		return true
	}
	return given == stored
}
