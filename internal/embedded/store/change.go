package store

import "iter"

// ChangeKind says what happened to an object.
type ChangeKind uint8

// The kinds of change.
const (
	Changed  ChangeKind = iota + 1 // updated; in older files inserted or restored, too
	Deleted                        // soft-deleted
	Gone                           // removed for good, with its links
	Linked                         // a link from the object was added
	Unlinked                       // a link from the object was removed
	Added                          // inserted
	Restored                       // no longer soft-deleted
)

// Change is one entry of the record of changes.
type Change struct {
	Seq      int64 // the sequence number, rising
	ID, Type string
	Kind     ChangeKind
	Relation string // of Linked and Unlinked
	Other    string // of Linked and Unlinked: the id at the link's end
}

// ChangeQuery says which changes to give.
type ChangeQuery struct {
	Types []string // nil: of all types
	After int64    // only changes with a greater sequence number
	Limit int      // 0: all
}

// Sequence is the sequence number of the last change, 0 if there was none.
func (tx *Tx) Sequence() (int64, error) {
	var n int64
	err := tx.row("SELECT coalesce(max(seq), 0) FROM changes", nil, &n)
	return n, err
}

// Changes gives the changes in the order in which they happened. The first
// error ends the iteration.
func (tx *Tx) Changes(q ChangeQuery) iter.Seq2[Change, error] {
	b := new(builder)
	b.add("SELECT seq, id, type, kind, coalesce(relation,''), coalesce(other,'') FROM changes WHERE seq > ?", q.After)
	if len(q.Types) > 0 {
		b.add(" AND type IN ("+marks(len(q.Types))+")", anys(q.Types)...)
	}
	b.add(" ORDER BY seq")
	if q.Limit > 0 {
		b.add(" LIMIT ?", q.Limit)
	}
	return func(yield func(Change, error) bool) {
		for rows, err := range tx.rows(b) {
			var c Change
			if err == nil {
				err = rows.Scan(&c.Seq, &c.ID, &c.Type, &c.Kind, &c.Relation, &c.Other)
			}
			if !yield(c, tx.s.explain(err)) || err != nil {
				return
			}
		}
	}
}

func (tx *Tx) change(kind ChangeKind, id, typ string) error {
	_, err := tx.exec("INSERT INTO changes(id, type, kind) VALUES (?,?,?)", id, typ, kind)
	return err
}
