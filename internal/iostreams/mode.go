package iostreams

import "golang.org/x/term"

// KeepMode remembers how the terminal on In is set. The function that it gives
// sets it so again, after a program that was ended before it did.
func (s *Streams) KeepMode() (restore func()) {
	if s.files[0] == nil {
		return func() {}
	}
	fd := int(s.files[0].Fd())
	state, err := term.GetState(fd)
	if err != nil {
		return func() {}
	}
	return func() { term.Restore(fd, state) }
}
