package store

// Nested runs fn as a part of a write transaction that is undone by itself if
// fn fails; what the transaction did before stays. The error is fn's, or that
// of undoing.
func (tx *Tx) Nested(fn func() error) error {
	if _, err := tx.exec("SAVEPOINT nested"); err != nil {
		return err
	}
	err := fn()
	if err != nil {
		// After some failures (a full disk) SQLite has undone the whole
		// transaction: then there is no savepoint any more, and committing
		// will fail too.
		if _, undo := tx.exec("ROLLBACK TO nested"); undo != nil {
			return err
		}
	}
	if _, release := tx.exec("RELEASE nested"); err == nil {
		err = release
	}
	return err
}
