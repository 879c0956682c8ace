// Package plan compares a source (the rows of a file) with a directory and
// makes the operations that would take the directory from what it is to what
// the source says. It reads; the runner of package task writes.
package plan
