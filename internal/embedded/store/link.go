package store

import (
	"database/sql"
	"errors"
)

// Link links one object to another ("members": from the group to the member).
// added is false if it was linked already. The error is ErrNotFound if either
// object is not there.
func (tx *Tx) Link(relation, from, to string) (added bool, err error) {
	src, dst, err := tx.ends(from, to)
	if err != nil {
		return false, err
	}
	n, err := tx.execCount("INSERT INTO links(relation, src, dst) VALUES (?,?,?) ON CONFLICT DO NOTHING", relation, src.seq, dst.seq)
	if err != nil || n == 0 {
		return false, err
	}
	return true, tx.linkChange(Linked, relation, src, dst)
}

// Unlink takes a link away. removed is false if there was none. The error is
// ErrNotFound if either object is not there.
func (tx *Tx) Unlink(relation, from, to string) (removed bool, err error) {
	src, dst, err := tx.ends(from, to)
	if err != nil {
		return false, err
	}
	n, err := tx.execCount("DELETE FROM links WHERE relation=? AND src=? AND dst=?", relation, src.seq, dst.seq)
	if err != nil || n == 0 {
		return false, err
	}
	return true, tx.linkChange(Unlinked, relation, src, dst)
}

// Linked tells whether there is this link; false if an object is not there.
func (tx *Tx) Linked(relation, from, to string) (bool, error) {
	var n int
	err := tx.row(`SELECT 1 FROM links WHERE relation=? AND src=(SELECT seq FROM objects WHERE id=?)
		AND dst=(SELECT seq FROM objects WHERE id=?)`, []any{relation, from, to}, &n)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return n == 1, err
}

// CountLinks counts the live objects that an object links to.
func (tx *Tx) CountLinks(relation, from string) (n int64, err error) {
	err = tx.row(`SELECT count(*) FROM links l JOIN objects o ON o.seq = l.dst
		WHERE l.relation=? AND l.src=(SELECT seq FROM objects WHERE id=?) AND o.deleted IS NULL`,
		[]any{relation, from}, &n)
	return n, err
}

// end is an object at one end of a link.
type end struct {
	seq     int64
	id, typ string
}

func (tx *Tx) ends(from, to string) (src, dst end, err error) {
	if src, err = tx.endOf(from); err == nil {
		dst, err = tx.endOf(to)
	}
	return src, dst, err
}

func (tx *Tx) endOf(id string) (e end, err error) {
	err = tx.row("SELECT seq, id, type FROM objects WHERE id=?", []any{id}, &e.seq, &e.id, &e.typ)
	if errors.Is(err, sql.ErrNoRows) {
		err = notFound(id)
	}
	return e, err
}

func (tx *Tx) linkChange(kind ChangeKind, relation string, src, dst end) error {
	_, err := tx.exec("INSERT INTO changes(id, type, kind, relation, other) VALUES (?,?,?,?,?)",
		src.id, src.typ, kind, relation, dst.id)
	return err
}
