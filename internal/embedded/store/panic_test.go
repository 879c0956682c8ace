package store

import "testing"

// Who recovers from a panic in a transaction, as servers do, finds the
// directory as it was and in use by nobody.
func TestPanicEndsTransaction(t *testing.T) {
	t.Parallel()
	s := open(t)
	insert(t, s, user(1))
	panicking := func(run func(*Tx) error) func(*Tx) error {
		return func(tx *Tx) error {
			if err := run(tx); err != nil {
				return err
			}
			panic("in the middle")
		}
	}
	for name, run := range map[string]func() error{
		"write": func() error {
			return s.Write(t.Context(), panicking(func(tx *Tx) error { return tx.Insert(user(2)) }))
		},
		"read": func() error {
			return s.Read(t.Context(), panicking(func(tx *Tx) error {
				for _, err := range tx.List(ListQuery{}) {
					if err != nil {
						return err
					}
					panic("between rows")
				}
				return nil
			}))
		},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			if err := run(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}()
		write(t, s, func(tx *Tx) error {
			n, err := tx.Count(ListQuery{})
			if n != 1 {
				t.Errorf("after a panic in a %s: %d objects", name, n)
			}
			return err
		})
		read(t, s, func(tx *Tx) error {
			_, err := tx.Get(user(1).ID)
			return err
		})
	}
}
