package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Get gives the object with this id, live or deleted, or ErrNotFound.
func (tx *Tx) Get(id string) (*Record, error) {
	r, err := tx.record("SELECT "+recordColumns+" FROM objects o WHERE o.id=?", id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notFound(id)
	}
	return r, err
}

// Lookup gives the live object of a type whose property has this value,
// compared as odata.Fold folds; of several the one that was inserted first.
// The property is one that has a column (names, mail addresses, appId). The
// error is ErrNotFound if there is none.
func (tx *Tx) Lookup(typ, property, value string) (*Record, error) {
	c, ok := hot(property)
	if !ok || c.kind != text {
		return nil, fmt.Errorf("store: no lookup by %q", property)
	}
	r, err := tx.record("SELECT "+recordColumns+" FROM objects o WHERE o.type=? AND o."+c.name+
		"=? AND o.deleted IS NULL ORDER BY o.seq LIMIT 1", typ, fold(value))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%s with %s %q: %w", typ, property, value, ErrNotFound)
	}
	return r, err
}

func (tx *Tx) record(query string, args ...any) (*Record, error) {
	if err := tx.ctx.Err(); err != nil {
		return nil, err
	}
	stmt, err := tx.c.prepare(query)
	if err != nil {
		return nil, tx.s.explain(err)
	}
	r, err := scan(stmt.QueryRow(args...), new(odata.ObjectReader))
	return r, tx.s.explain(err)
}

// Insert adds an object and sets its Seq and Version. The error is ErrExists
// if its id, or its userPrincipalName among the live, is taken. After an error
// nothing of it is there; where that cannot be, the transaction is lost.
func (tx *Tx) Insert(r *Record) error {
	result, err := tx.exec(insertSQL, r.values()...)
	if err != nil {
		return fmt.Errorf("object %q: %w", r.ID, err)
	}
	if r.Seq, err = result.LastInsertId(); err != nil {
		return err
	}
	r.Version = 1
	err = tx.change(Added, r.ID, r.Type)
	if tx.lost == nil {
		tx.lost = err
	}
	return err
}

// Update writes an object anew, whole, and counts its Version up. The error
// is ErrNotFound if there is none with its id, ErrExists if its
// userPrincipalName is taken.
func (tx *Tx) Update(r *Record) error {
	kind := Changed
	if !r.Deleted.IsZero() {
		kind = Deleted
	}
	return tx.update(r, kind)
}

func (tx *Tx) update(r *Record, kind ChangeKind) error {
	n, err := tx.execCount(updateSQL, r.values()...)
	if err != nil {
		return fmt.Errorf("object %q: %w", r.ID, err)
	}
	if n == 0 {
		return notFound(r.ID)
	}
	r.Version++
	return tx.change(kind, r.ID, r.Type)
}

// Restore is [Tx.Update] for an object that was soft-deleted and is live
// again: links from it, and to it from live objects, count as added anew.
func (tx *Tx) Restore(r *Record) error {
	if err := tx.update(r, Restored); err != nil {
		return err
	}
	_, err := tx.exec(`INSERT INTO changes(id, type, kind, relation, other)
		SELECT s.id, s.type, ?, l.relation, d.id FROM links l JOIN objects s ON s.seq = l.src JOIN objects d ON d.seq = l.dst
		WHERE (l.src=? OR l.dst=?) AND s.deleted IS NULL ORDER BY l.relation, l.src, l.dst`, Linked, r.Seq, r.Seq)
	return err
}

// Remove takes an object away for good, with all links from it and to it. The
// error is ErrNotFound if there is none.
func (tx *Tx) Remove(id string) error {
	r, err := tx.Get(id)
	if err != nil {
		return err
	}
	for _, query := range []string{
		// Deltas tell those who linked to it that the link is gone.
		"INSERT INTO changes(id, type, kind, relation, other) SELECT s.id, s.type, " + strconv.Itoa(int(Unlinked)) +
			", l.relation, d.id FROM links l JOIN objects s ON s.seq = l.src JOIN objects d ON d.seq = l.dst" +
			" WHERE l.dst=? AND l.src<>l.dst ORDER BY l.relation, l.src",
		"DELETE FROM links WHERE dst=?",
		"DELETE FROM links WHERE src=?",
		"DELETE FROM objects WHERE seq=?",
	} {
		if _, err := tx.exec(query, r.Seq); err != nil {
			return err
		}
	}
	return tx.change(Gone, r.ID, r.Type)
}
