package current

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Same tells whether two JSON values mean the same to a directory: numbers
// by value, strings exactly (two RFC 3339 times by their instant), lists in
// their order, and of an object the members that want has. A value that is
// absent (nil), null or an empty list is nothing, and nothing equals nothing.
func Same(want, have json.RawMessage) bool {
	if bytes.Equal(want, have) {
		return true
	}
	if nothing(want) || nothing(have) {
		return nothing(want) && nothing(have)
	}
	w, err := decode(want)
	if err != nil {
		return false
	}
	h, err := decode(have)
	return err == nil && same(w, h)
}

// Differences names the members of want that have lacks or holds otherwise,
// in want's order. Annotations and bindings (a name with "@") and
// passwordProfile, which no directory tells, are passed over.
func Differences(want, have *odata.Object) []string {
	var names []string
	for name, w := range want.All() {
		h, _ := have.Raw(name)
		if Comparable(name) && !Same(w, h) {
			names = append(names, name)
		}
	}
	return names
}

// DifferencesBefore is Differences from what a directory held before: an object
// in a list (an app role) has no more members than it had then, for lists are
// written whole.
func DifferencesBefore(before, have *odata.Object) []string {
	var names []string
	for name, w := range before.All() {
		h, _ := have.Raw(name)
		if Comparable(name) && (!Same(w, h) || !sameItems(w, h)) {
			names = append(names, name)
		}
	}
	return names
}

// sameItems tells of values that are the same whether the lists in them are the
// same from the other side, too.
func sameItems(before, have json.RawMessage) bool {
	if nothing(before) {
		return true
	}
	b, err := decode(before)
	if err != nil {
		return false
	}
	h, err := decode(have)
	return err == nil && sameListsWithin(b, h)
}

func sameListsWithin(before, have any) bool {
	switch b := before.(type) {
	case []any:
		return same(have, before)
	case map[string]any:
		h, _ := have.(map[string]any)
		for name, member := range b {
			if !sameListsWithin(member, h[name]) {
				return false
			}
		}
	}
	return true
}

// Comparable tells whether a property can be read back and compared.
func Comparable(name string) bool {
	return name != "passwordProfile" && !strings.Contains(name, "@")
}

// Names gives the comparable members of o, for $select.
func Names(o *odata.Object) []string {
	var names []string
	for name := range o.All() {
		if Comparable(name) {
			names = append(names, name)
		}
	}
	return names
}

func nothing(raw json.RawMessage) bool {
	s := bytes.TrimSpace(raw)
	return len(s) == 0 || string(s) == "null" || string(s) == "[]"
}

func decode(raw json.RawMessage) (v any, err error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	err = dec.Decode(&v)
	return v, err
}

func same(want, have any) bool {
	switch w := want.(type) {
	case json.Number:
		h, ok := have.(json.Number)
		return ok && sameNumber(w, h)
	case string:
		h, ok := have.(string)
		return ok && (w == h || sameInstant(w, h))
	case []any:
		h, ok := have.([]any)
		return ok && sameList(w, h)
	case map[string]any:
		h, ok := have.(map[string]any)
		return ok && sameMembers(w, h)
	}
	return want == have
}

func sameList(want, have []any) bool {
	if len(want) != len(have) {
		return false
	}
	for i := range want {
		if !same(want[i], have[i]) {
			return false
		}
	}
	return true
}

func sameMembers(want, have map[string]any) bool {
	for name, w := range want {
		if !same(w, have[name]) {
			return false
		}
	}
	return true
}

// sameNumber compares exactly; a number with a huge exponent is compared as
// text, because expanding it would take all memory.
func sameNumber(want, have json.Number) bool {
	if want == have {
		return true
	}
	if len(want) > 40 || len(have) > 40 || exponent(want) || exponent(have) {
		return false
	}
	w, ok1 := new(big.Rat).SetString(want.String())
	h, ok2 := new(big.Rat).SetString(have.String())
	return ok1 && ok2 && w.Cmp(h) == 0
}

func exponent(n json.Number) bool { return strings.ContainsAny(n.String(), "eE") }

func sameInstant(want, have string) bool {
	if len(want) < len("2006-01-02T15:04:05Z") || len(have) < len("2006-01-02T15:04:05Z") {
		return false
	}
	w, err := time.Parse(time.RFC3339Nano, want)
	if err != nil {
		return false
	}
	h, err := time.Parse(time.RFC3339Nano, have)
	return err == nil && w.Equal(h)
}
