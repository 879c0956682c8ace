// Package prompt asks questions on the terminal: yes or no, a line, a
// secret. It is the only importer of huh, which is not started before the
// first question; on a terminal that cannot move its cursor, plain lines are
// asked for instead.
//
// Whether a question may be asked at all is the caller's to find out
// (iostreams.Streams.CanPrompt). Ctrl-C, an end of input and the end of the
// context are apierr.Interrupted.
package prompt
