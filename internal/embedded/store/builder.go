package store

import (
	"database/sql"
	"iter"
	"strings"
)

// builder puts a statement together: text and the arguments of its
// parameters, in step.
type builder struct {
	text strings.Builder
	args []any
}

func (b *builder) add(text string, args ...any) {
	b.text.WriteString(text)
	b.args = append(b.args, args...)
}

// rows runs a statement and gives its rows, each to be scanned before the
// next. The context can end it.
func (tx *Tx) rows(b *builder) iter.Seq2[*sql.Rows, error] {
	return func(yield func(*sql.Rows, error) bool) {
		rows, err := tx.c.c.QueryContext(tx.ctx, b.text.String(), b.args...)
		if err != nil {
			yield(nil, tx.s.explain(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			if !yield(rows, nil) {
				return
			}
			// database/sql ends the rows some time after the context.
			if err := tx.ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, tx.s.explain(err))
		}
	}
}

// marks gives n parameters, "?,?,?".
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

func anys(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}
