package task

import (
	"crypto/rand"
	"strings"
	"time"
)

const (
	idLength   = 12
	idAlphabet = "abcdefghijkmnpqrstuvwxyz23456789" // no l, o, 0, 1: they are misread
	timeLayout = "20060102T150405.000000"
	extension  = ".jsonl"
)

// newID makes a task's id: 60 random bits, so that the first characters of
// two tasks of the same second differ and a short prefix is enough.
func newID() string {
	b := make([]byte, idLength)
	rand.Read(b) // never fails (crypto/rand)
	for i := range b {
		b[i] = idAlphabet[int(b[i])%len(idAlphabet)]
	}
	return string(b)
}

// fileName gives the name of a task's file; names sort by time.
func fileName(created time.Time, id string) string {
	return created.UTC().Format(timeLayout) + "-" + id + extension
}

// parseName takes a file's name apart; ok is false if it is no task's.
func parseName(name string) (created time.Time, id string, ok bool) {
	stem, ok := strings.CutSuffix(name, extension)
	if !ok {
		return created, "", false
	}
	at, id, ok := strings.Cut(stem, "-")
	if !ok || len(id) != idLength {
		return created, "", false
	}
	created, err := time.Parse(timeLayout, at)
	return created, id, err == nil
}
