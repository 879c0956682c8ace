package store

import "testing"

// BenchmarkInsertInBatches adds people, 20 in a transaction as a batch of an import
// does; the time is that of one person.
func BenchmarkInsertInBatches(b *testing.B) {
	s := open(b)
	const together = 20
	for n := 0; n < b.N; n += together {
		write(b, s, func(tx *Tx) error {
			for i := range together {
				if err := tx.Insert(person(7919 * (n + i) % 1_000_003)); err != nil {
					return err
				}
			}
			return nil
		})
	}
}
