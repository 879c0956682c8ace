package store

import (
	"database/sql"
	"errors"
	"iter"
)

// Meta gives a value of the directory itself (the seed's version), or "".
func (tx *Tx) Meta(key string) (value string, err error) {
	err = tx.row("SELECT value FROM meta WHERE key=?", []any{key}, &value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}

// SetMeta sets a value of the directory itself.
func (tx *Tx) SetMeta(key, value string) error {
	_, err := tx.exec("INSERT INTO meta(key, value) VALUES (?,?) ON CONFLICT(key) DO UPDATE SET value=excluded.value", key, value)
	return err
}

// DeleteMeta takes a value of the directory itself away. It is no error if
// there is none.
func (tx *Tx) DeleteMeta(key string) error {
	_, err := tx.exec("DELETE FROM meta WHERE key=?", key)
	return err
}

// Metas gives the values whose keys begin with prefix, which must not be
// empty, in the order of the keys. The first error ends the iteration.
func (tx *Tx) Metas(prefix string) iter.Seq2[Meta, error] {
	b := new(builder)
	end := prefix[:len(prefix)-1] + string(prefix[len(prefix)-1]+1)
	b.add("SELECT key, value FROM meta WHERE key >= ? AND key < ? ORDER BY key", prefix, end)
	return func(yield func(Meta, error) bool) {
		for rows, err := range tx.rows(b) {
			var m Meta
			if err == nil {
				err = rows.Scan(&m.Key, &m.Value)
			}
			if !yield(m, tx.s.explain(err)) || err != nil {
				return
			}
		}
	}
}

// Meta is a value of the directory itself with its key.
type Meta struct{ Key, Value string }
