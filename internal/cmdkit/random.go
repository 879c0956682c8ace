package cmdkit

import (
	"crypto/rand"
	"math/big"
)

// ReadablePassword makes a random password that can be read out and typed:
// 16 characters of three classes without look-alikes, about 90 bits, in four
// groups.
func ReadablePassword() string {
	const (
		lower = "abcdefghjkmnpqrstuvwxyz"
		upper = "ABCDEFGHJKLMNPQRSTUVWXYZ"
		digit = "23456789"
	)
	b := []byte{pick(upper), pick(lower), pick(digit)}
	for len(b) < 16 {
		b = append(b, pick(lower+upper+digit))
	}
	shuffle(b)
	return string(b[:4]) + "-" + string(b[4:8]) + "-" + string(b[8:12]) + "-" + string(b[12:])
}

// HiddenPassword makes a password that nobody is to see: 48 characters of
// all classes. The embedded directory hashes one this long cheaply.
func HiddenPassword() string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	// Of 256 byte values the last 8 are passed over, so that each of the 62
	// letters is as likely.
	const fair = 256 - 256%len(letters)
	b := append(make([]byte, 0, 48), "aA0!"...)
	for random := [64]byte{}; len(b) < cap(b); {
		rand.Read(random[:])
		for _, r := range random {
			if int(r) < fair && len(b) < cap(b) {
				b = append(b, letters[int(r)%len(letters)])
			}
		}
	}
	return string(b)
}

func pick(from string) byte { return from[below(len(from))] }

func shuffle(b []byte) {
	for i := len(b) - 1; i > 0; i-- {
		j := below(i + 1)
		b[i], b[j] = b[j], b[i]
	}
}

// below gives a random number from 0 to n-1. crypto/rand never fails.
func below(n int) int {
	v, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err)
	}
	return int(v.Int64())
}
