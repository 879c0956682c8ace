package store

import (
	"fmt"
	"strings"
)

// Marks of transactions are values of the directory itself, by the sequence
// number of the last change that each is about.
const (
	markPrefix = "change."
	markKey    = markPrefix + "%016d"
	// keptMarks is for how many of the last changes marks are kept.
	keptMarks = 20_000
)

// Mark writes a text beside the changes of this transaction so far, such as
// who made them and when. It does nothing if there were none since the last
// mark. Marks of changes that are long past are given up.
func (tx *Tx) Mark(text string) error {
	n, err := tx.execCount(`INSERT INTO meta(key, value) SELECT printf('`+markKey+`', coalesce(max(seq), 0)), ? FROM changes
		WHERE true ON CONFLICT(key) DO NOTHING`, text)
	if err != nil || n == 0 {
		return err
	}
	_, err = tx.exec(`DELETE FROM meta WHERE key >= '`+markPrefix+`' AND
		key < (SELECT printf('`+markKey+`', max(seq) - ?) FROM changes)`, keptMarks)
	return err
}

// MarkOf gives the text that marks a change: "" if there is none yet, or none
// any more.
func (tx *Tx) MarkOf(seq int64) (text string, err error) {
	err = tx.row(`SELECT coalesce(min(value), '') FROM (SELECT value FROM meta
		WHERE key >= printf('`+markKey+`', ?) AND key < 'change/' AND ? >= (SELECT coalesce(max(seq), 0) - ? FROM changes)
		ORDER BY key LIMIT 1)`, []any{seq, seq, keptMarks}, &text)
	return text, err
}

// ChangeMark is the text that marks a change, and all before it down to the
// mark before.
type ChangeMark struct {
	Seq  int64
	Text string
}

// Marks gives the marks of the changes after a sequence number, in their
// order.
func (tx *Tx) Marks(after int64) ([]ChangeMark, error) {
	var list []ChangeMark
	for m, err := range tx.Metas(markPrefix) {
		if err != nil {
			return nil, err
		}
		var seq int64
		if _, err := fmt.Sscanf(strings.TrimPrefix(m.Key, markPrefix), "%d", &seq); err == nil && seq > after {
			list = append(list, ChangeMark{seq, m.Value})
		}
	}
	return list, nil
}
