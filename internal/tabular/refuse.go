package tabular

import (
	"cmp"
	"encoding/csv"
	"slices"
	"strings"
)

// Reject makes the good row of a line a bad one, for what only a look into
// the directory shows: a membership of an unknown group. Without such a row
// it does nothing.
func (t *Table) Reject(line int, rule string) {
	i := slices.IndexFunc(t.Rows, func(r Row) bool { return r.Line == line })
	if i < 0 {
		return
	}
	row := t.Rows[i]
	t.Rows = slices.Delete(t.Rows, i, i+1)
	bad := Bad{Line: line, Value: row.Key, Rule: rule, Fields: row.Fields}
	at, _ := slices.BinarySearchFunc(t.Bad, line, func(b Bad, line int) int { return cmp.Compare(b.Line, line) })
	t.Bad = slices.Insert(t.Bad, at, bad)
	at, _ = slices.BinarySearchFunc(t.source.rejects, line, func(r reject, line int) int { return cmp.Compare(r.line, line) })
	t.source.rejects = slices.Insert(t.source.rejects, at, reject{line: line, text: t.encode(row.Fields)})
}

// encode writes cells as a line of the file, without its end.
func (t *Table) encode(fields []string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma = t.source.comma
	if err := w.Write(fields); err != nil {
		return ""
	}
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}
