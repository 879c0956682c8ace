package edm

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// CheckWritable refuses a value of a property with a member that the service
// alone sets (info/logoUrl, appRoles/origin), unless it is null. The error is a
// *ValueError.
func CheckWritable(t *Type, name string, value json.RawMessage) error {
	p, ok := t.Property(name)
	if !ok {
		return nil
	}
	if bad := readOnlyIn(t, p, p.Name, value); bad != "" {
		return &ValueError{Path: bad, Rule: "it is read-only: leave it out"}
	}
	return nil
}

// readOnlyIn gives the path of a read-only member that a value holds, "" if it
// holds none.
func readOnlyIn(owner *Type, p Property, path string, value json.RawMessage) string {
	inner := Lookup(p.Type)
	if inner == nil || inner.Kind != Complex {
		return ""
	}
	for i, o := range objectsIn(p, value) {
		for name, member := range o.All() {
			q, ok := inner.Property(name)
			if !ok {
				continue
			}
			at := join(path, q.Name)
			bad := readOnlyIn(owner, q, at, member)
			if owner.Rule(at).ReadOnly && !isNull(member) {
				bad = at
			}
			if rest, _ := strings.CutPrefix(bad, path); bad != "" && p.Collection {
				bad = fmt.Sprintf("%s[%d]%s", path, i, rest)
			}
			if bad != "" {
				return bad
			}
		}
	}
	return ""
}

// objectsIn are the objects of a complex value, one or a list.
func objectsIn(p Property, value json.RawMessage) []*odata.Object {
	if p.Collection {
		list, err := odata.ParseList(value)
		if err != nil {
			return nil
		}
		return list
	}
	o, err := odata.ParseObject(value)
	if err != nil {
		return nil
	}
	return []*odata.Object{o}
}
