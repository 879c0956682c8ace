// Package iostreams holds a program's three streams and what is known of the
// terminal behind them: whether there is one, how wide it is, whether it
// takes colour, whether a question can be asked on it.
//
// Data goes to Out, everything else to Err. A line of progress is kept out of
// the way of both: it is cleared before anything else is written to the
// terminal and drawn again afterwards. A closed pipe on Out is [ErrClosedPipe].
package iostreams
