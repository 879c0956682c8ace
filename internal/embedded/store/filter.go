package store

// FilterError says what in $filter, $search or $orderby the store cannot
// answer.
type FilterError struct {
	Pos int // of the part, in bytes from the start of the text
	Msg string
}

// Error gives the message.
func (e *FilterError) Error() string { return e.Msg }

// conditions writes what $filter and $search ask for.
func (q ListQuery) conditions(b *builder) error {
	if q.Filter != nil {
		return &FilterError{q.Filter.Pos(), "not yet"}
	}
	return nil
}
