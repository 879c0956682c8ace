package store

import (
	"iter"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// ListQuery says which objects to give, and in which order. The zero value
// gives all live objects in the order in which they were inserted.
type ListQuery struct {
	Types   []string         // EDM types; nil: all; empty: none
	Deleted bool             // the soft-deleted objects instead of the live ones
	IDs     []string         // only objects with these ids; nil: whatever their id
	Filter  odata.Expr       // $filter; nil: all. *FilterError if it cannot be answered
	Search  odata.SearchExpr // $search; nil: all. *FilterError if it cannot be answered
	OrderBy []odata.Order    // nulls first; ties in the order of insertion
	After   Cursor           // where to go on; "": from the start. ErrCursor
	Limit   int              // the greatest number of objects; 0: all
	Via     *Via             // only objects linked to one object; nil: all
}

// Via walks from one object along a relation.
type Via struct {
	Relation string // "members", "owners", "manager"
	ID       string // the object to start from; it may be deleted
	// Reverse gives the objects that link to ID instead of those that ID
	// links to: the groups of a member.
	Reverse bool
	// Transitive goes on from each live object found. Cycles do no harm;
	// the object that it starts from is never among the results.
	Transitive bool
	// Direct are types of which a transitive walk finds only the objects that
	// the first step leads to.
	Direct []string
}

// List gives the objects, read as the caller takes them. The first error ends
// the iteration.
func (tx *Tx) List(q ListQuery) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		b, err := q.statement(recordColumns)
		if err != nil {
			yield(nil, err)
			return
		}
		var reader odata.ObjectReader
		for rows, err := range tx.rows(b) {
			var r *Record
			if err == nil {
				r, err = scan(rows, &reader)
			}
			if !yield(r, tx.s.explain(err)) || err != nil {
				return
			}
		}
	}
}

// IDs gives the ids of the objects in the order of [Tx.List], without reading
// the objects. The first error ends the iteration.
func (tx *Tx) IDs(q ListQuery) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		b, err := q.statement("o.id")
		if err != nil {
			yield("", err)
			return
		}
		for rows, err := range tx.rows(b) {
			var id string
			if err == nil {
				err = rows.Scan(&id)
			}
			if !yield(id, tx.s.explain(err)) || err != nil {
				return
			}
		}
	}
}

// Count counts the objects of the query; After, Limit and OrderBy do not
// matter.
func (tx *Tx) Count(q ListQuery) (n int64, err error) {
	b := new(builder)
	if err := q.body(b, "count(*)", 0); err != nil {
		return 0, err
	}
	err = tx.c.c.QueryRowContext(tx.ctx, b.text.String(), b.args...).Scan(&n)
	return n, tx.s.explain(err)
}

func (q ListQuery) statement(columns string) (*builder, error) {
	b := new(builder)
	keys, err := q.keys()
	if err != nil {
		return nil, err
	}
	var at []any
	var passed int64 // all up to this one, if the order is that of insertion
	if q.After != "" {
		if at, err = q.decode(len(keys)); err != nil {
			return nil, err
		}
		if len(at) == 1 {
			passed, _ = at[0].(int64)
		}
	}
	if err := q.body(b, columns, passed); err != nil {
		return nil, err
	}
	if at != nil {
		b.add(" AND ")
		after(b, keys, at)
	}
	orderBy(b, keys)
	if q.Limit > 0 {
		b.add(" LIMIT ?", q.Limit)
	}
	return b, nil
}

// body writes the statement up to the end of its conditions.
func (q ListQuery) body(b *builder, columns string, passed int64) error {
	q.from(b, columns, passed)
	if q.Deleted {
		b.add(" AND o.deleted IS NOT NULL")
	} else {
		b.add(" AND o.deleted IS NULL")
	}
	if len(q.Types) == 1 {
		b.add(" AND o.type = ?", q.Types[0])
	} else if q.Types != nil {
		b.add(" AND o.type IN ("+marks(len(q.Types))+")", anys(q.Types)...)
	}
	if q.IDs != nil {
		b.add(" AND o.id IN ("+marks(len(q.IDs))+")", anys(q.IDs)...)
	}
	return q.conditions(b)
}

// from writes the sources and the condition that links make. A walk comes
// first in the join, so that a page of a large group is read in the order of
// its links and ends early; a transitive one is a set, read in order.
func (q ListQuery) from(b *builder, columns string, passed int64) {
	v := q.Via
	if v == nil {
		b.add("SELECT " + columns + " FROM objects o WHERE 1")
		return
	}
	if v.Transitive {
		v.reach(b)
		b.add("SELECT "+columns+" FROM objects o WHERE o.seq IN (SELECT seq FROM reach WHERE seq > ?) AND o.id <> ?", passed, v.ID)
		return
	}
	near, far := v.columns()
	b.add("SELECT "+columns+" FROM links l CROSS JOIN objects o ON o.seq = l."+far+
		" WHERE l."+near+" = (SELECT seq FROM objects WHERE id = ?) AND l.relation = ?", v.ID, v.Relation)
}

// reach writes the table of all objects that a transitive walk finds. It
// looks whether an object is live only where the walk goes on from it, since
// most of those found are ends of it.
func (v *Via) reach(b *builder) {
	near, far := v.columns()
	b.add("WITH RECURSIVE reach(seq) AS (SELECT l."+far+" FROM links l"+
		" WHERE l."+near+" = (SELECT seq FROM objects WHERE id = ?) AND l.relation = ?"+
		" UNION SELECT l."+far+" FROM reach CROSS JOIN links l ON l."+near+" = reach.seq AND l.relation = ?"+
		" WHERE (SELECT deleted IS NULL FROM objects WHERE seq = reach.seq)", v.ID, v.Relation, v.Relation)
	if len(v.Direct) > 0 {
		b.add(" AND (SELECT type FROM objects WHERE seq = l."+far+") NOT IN ("+marks(len(v.Direct))+")", anys(v.Direct)...)
	}
	b.add(") ")
}

func (v *Via) columns() (near, far string) {
	if v.Reverse {
		return "dst", "src"
	}
	return "src", "dst"
}

// seq is the expression of the insertion order: in a direct walk the link's,
// which is in order as it is read.
func (q ListQuery) seq() string {
	if q.Via == nil || q.Via.Transitive {
		return "o.seq"
	}
	_, far := q.Via.columns()
	return "l." + far
}
