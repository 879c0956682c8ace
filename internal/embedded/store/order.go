package store

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// key is one term of an order: its SQL, and its value for a record.
type key struct {
	sql  string
	args []any
	desc bool
	of   func(*Record) any
}

// keys gives the terms of the query's order. The last is the insertion order,
// which makes it total; it runs the way of the term before, so that one walk
// over an index gives both.
func (q ListQuery) keys() ([]key, error) {
	var keys []key
	desc := false
	for _, o := range q.OrderBy {
		path := o.Path
		if t := q.edmType(); t != nil {
			if p, ok := edm.Canonical(t, path); ok {
				path = p
			}
		}
		k, err := keyOf(path)
		if err != nil {
			return nil, err
		}
		k.desc, desc = o.Desc, o.Desc
		keys = append(keys, k)
	}
	return append(keys, key{sql: q.seq(), desc: desc, of: func(r *Record) any { return r.Seq }}), nil
}

func keyOf(path string) (key, error) {
	if path == "deletedDateTime" {
		return key{sql: "o.deleted", of: deletedOf}, nil
	}
	if c, ok := hot(path); ok {
		return key{sql: "o." + c.name, of: func(r *Record) any { return c.of(r.Props) }}, nil
	}
	steps, jsonPath, err := jsonPath(path)
	if err != nil {
		return key{}, err
	}
	return key{
		sql:  "sortkey(json_extract(o.props, ?))",
		args: []any{jsonPath},
		of:   func(r *Record) any { return sortKey(extract(r.Props, steps)) },
	}, nil
}

func deletedOf(r *Record) any {
	if r.Deleted.IsZero() {
		return nil
	}
	return formatTime(r.Deleted)
}

// extract gives what SQLite's json_extract gives for a path.
func extract(o *odata.Object, steps []string) any {
	for _, name := range steps[:len(steps)-1] {
		if o = o.Object(name); o == nil {
			return nil
		}
	}
	raw, ok := o.Raw(steps[len(steps)-1])
	if !ok {
		return nil
	}
	return scalar(raw)
}

func scalar(raw json.RawMessage) any {
	switch raw[0] {
	case 'n':
		return nil
	case 't':
		return int64(1)
	case 'f':
		return int64(0)
	case '"':
		return jsonString(raw)
	case '{', '[':
		var b bytes.Buffer
		json.Compact(&b, raw)
		return b.String()
	}
	if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
		return n
	}
	f, _ := strconv.ParseFloat(string(raw), 64)
	return f
}

// sortKey brings a value into the form in which values are ordered: times by
// instant, other text folded.
func sortKey(v any) any {
	s, ok := v.(string)
	if !ok {
		return v
	}
	if t, ok := parseTime(s); ok {
		return t
	}
	return fold(s)
}

func orderBy(b *builder, keys []key) {
	for i, k := range keys {
		word := ", "
		if i == 0 {
			word = " ORDER BY "
		}
		b.add(word+k.sql, k.args...)
		if k.desc {
			b.add(" DESC")
		}
	}
}

// after writes the condition that a row comes after the one whose keys are
// at. The first key's bound stands alone as well, for an index to use.
func after(b *builder, keys []key, at []any) {
	if len(keys) > 1 && (at[0] != nil) != keys[0].desc && at[0] != nil {
		b.add(keys[0].sql+" >= ? AND ", append(keys[0].args[:len(keys[0].args):len(keys[0].args)], at[0])...)
	}
	b.add("(")
	for i, k := range keys {
		if i > 0 {
			b.add(" OR (")
			for j := range i {
				b.add(keys[j].sql+" IS ? AND ", append(keys[j].args[:len(keys[j].args):len(keys[j].args)], at[j])...)
			}
		}
		k.beyond(b, at[i])
		if i > 0 {
			b.add(")")
		}
	}
	b.add(")")
}

// beyond writes the condition that a key comes after a value; null is the
// least.
func (k key) beyond(b *builder, at any) {
	switch {
	case at == nil && k.desc:
		b.add("0")
	case at == nil:
		b.add(k.sql+" IS NOT NULL", k.args...)
	case k.desc:
		b.add("("+k.sql+" < ?", append(k.args[:len(k.args):len(k.args)], at)...)
		b.add(" OR "+k.sql+" IS NULL)", k.args...)
	default:
		b.add(k.sql+" > ?", append(k.args[:len(k.args):len(k.args)], at)...)
	}
}
