package cmdkit

import "errors"

// ErrNoteworthy ends a command that did what it was asked and found something
// that a script is to see: expiring keys, no membership. It is exit code 6, and
// nothing more is printed.
var ErrNoteworthy = errors.New("there is something to see")
