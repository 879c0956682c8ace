package output

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/itchyny/gojq"
)

// nameOrder puts members in order again after a query, whose languages keep
// none: first the names that the expression makes ({name: displayName}), as
// they stand there, then those of the first object, then the others by name.
type nameOrder struct{ rank map[string]int }

func (p *Printer) nameOrder() *nameOrder {
	n := &nameOrder{rank: map[string]int{}}
	n.addExpression(p.options.Query + p.options.JQ)
	return n
}

func (n *nameOrder) add(name string) {
	if _, known := n.rank[name]; !known {
		n.rank[name] = len(n.rank)
	}
}

// addExpression adds the keys of the expression: words that stand between
// one of { and , and one of : , }.
func (n *nameOrder) addExpression(text string) {
	for i, c := range text {
		if c != '{' && c != ',' {
			continue
		}
		rest := strings.TrimLeft(text[i+1:], " \t\r\n\"")
		end := strings.IndexFunc(rest, func(r rune) bool { return strings.ContainsRune(" \t\r\n\":,}", r) })
		if end <= 0 {
			continue
		}
		after := strings.TrimLeft(rest[end:], " \t\r\n\"")
		if after != "" && strings.ContainsRune(":,}", rune(after[0])) {
			n.add(rest[:end])
		}
	}
}

// addMembers adds the names of an object in the order of its text, those of
// objects in it too.
func (n *nameOrder) addMembers(text []byte) {
	d := json.NewDecoder(bytes.NewReader(text))
	n.addValue(d)
}

// addValue reads one value from d.
func (n *nameOrder) addValue(d *json.Decoder) {
	token, err := d.Token()
	delim, ok := token.(json.Delim)
	if err != nil || !ok {
		return
	}
	for d.More() {
		if delim == '{' {
			name, err := d.Token()
			if err != nil {
				return
			}
			n.add(name.(string))
		}
		n.addValue(d)
	}
	d.Token()
}

// append appends the JSON text of a decoded value.
func (n *nameOrder) append(dst []byte, v any) []byte {
	switch v := v.(type) {
	case map[string]any:
		return n.appendMap(dst, v)
	case []any:
		dst = append(dst, '[')
		for i, item := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = n.append(dst, item)
		}
		return append(dst, ']')
	case string:
		return appendQuoted(dst, v)
	case json.Number:
		return append(dst, v...)
	}
	// What is left are numbers, Booleans and null; gojq knows all of its own.
	text, err := gojq.Marshal(v)
	if err != nil {
		return append(dst, "null"...)
	}
	return append(dst, text...)
}

func (n *nameOrder) appendMap(dst []byte, m map[string]any) []byte {
	names := slices.SortedFunc(maps.Keys(m), func(a, b string) int {
		return cmp.Or(cmp.Compare(n.of(a), n.of(b)), cmp.Compare(a, b))
	})
	dst = append(dst, '{')
	for i, name := range names {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendName(dst, name), ':')
		dst = n.append(dst, m[name])
	}
	return append(dst, '}')
}

// of is the rank of a name; unknown names come last.
func (n *nameOrder) of(name string) int {
	if rank, ok := n.rank[name]; ok {
		return rank
	}
	return len(n.rank)
}
