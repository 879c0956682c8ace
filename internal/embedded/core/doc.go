// Package core holds the rules of the embedded directory: what an object must
// have, what may be changed, what must be unique, what deleting does, who may
// be a member of what, the documented limits; and who may sign in with what:
// passwords, secrets and keys, of which only hashes and certificates are kept.
//
// It knows no protocol and no SQL. The protocols (package graph and those to
// come) hand it objects in canonical terms and turn its [Error] into their
// own shapes; package store keeps what it decides. Every change is one write
// transaction, so that a rule holds whatever other processes do meanwhile.
//
// Sources: facts/graph.md, sections 1, 6 to 10 and 12. What those mark as
// unverified is marked as a choice where it is made.
package core
