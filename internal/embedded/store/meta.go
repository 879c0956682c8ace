package store

import (
	"database/sql"
	"errors"
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
