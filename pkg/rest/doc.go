// Package rest carries one HTTP request to a directory and its answer back.
//
// A [Client] is a chain of links, each in a file of its own. From the outside
// in: guard (what may leave at all, dry run), retry (what surely had no
// effect, or can be repeated without harm), renew (sign in again, once), build
// (the HTTP request), decode (errors), limit (the pace), redirect, debug (what
// was said, without secrets), send. The caller reads the answer.
//
// Answers are read whole, up to a bound. Every error is an *apierr.Error. Its
// Sent says that a change may have taken effect although nobody heard so: such
// a request is not repeated here, its caller reads back first.
//
// Sources: RFC 9110; Microsoft's retry guidance (facts/throttling.md).
package rest
