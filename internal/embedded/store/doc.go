// Package store keeps the objects of the embedded directory, the links
// between them and the record of their changes in one SQLite file. It is the
// only place of the embedded directory that speaks SQL.
//
// Several processes may use one file at once: every write is one transaction
// that takes the write lock first, readers see a snapshot and never wait for
// a writer. A process may be killed at any point: what it had committed
// stays, the rest is as if it never was. Should the machine lose power, the
// last moments' transactions may be lost, whole ones, from the newest back.
//
// The rules of the directory (uniqueness, bounds, who may do what) are the
// caller's; the store adds only the guards that races need.
package store
