package tabular

import (
	"cmp"
	"slices"
)

// Reject makes the good row of a line a bad one, for what only a look into
// the directory shows: a membership of an unknown group. Without such a row
// it does nothing.
func (t *Table) Reject(line int, rule string) {
	i, ok := slices.BinarySearchFunc(t.Rows, line, func(r Row, line int) int { return cmp.Compare(r.Line, line) })
	if !ok {
		return
	}
	row := t.Rows[i]
	t.Rows = slices.Delete(t.Rows, i, i+1)
	bad := Bad{Line: line, Key: row.Key, Value: row.Key, Rule: rule}
	at, _ := slices.BinarySearchFunc(t.Bad, line, func(b Bad, line int) int { return cmp.Compare(b.Line, line) })
	t.Bad = slices.Insert(t.Bad, at, bad)
	s := &t.source
	at, _ = slices.BinarySearchFunc(s.rejects, line, func(r reject, line int) int { return cmp.Compare(r.line, line) })
	s.rejects = slices.Insert(s.rejects, at, reject{line: line, text: string(row.text)})
}
