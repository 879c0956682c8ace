package testkit

import (
	"crypto/rand"
	"crypto/rsa"
	"sync"
)

// keyBits is the length of RSA keys.
const keyBits = 2048

// keys are those of the process: making one takes a tenth of a second, under
// the race detector a second.
var keys pool

// pool keeps RSA keys, and how many of them each user has had.
type pool struct {
	mu   sync.Mutex
	made []func() (*rsa.PrivateKey, error)
	had  map[string]int
}

// RSAKey gives a user, such as a test by its name, an RSA key of 2048 bits that
// this user has not had yet. Other users may have it too.
func RSAKey(user string) (*rsa.PrivateKey, error) { return keys.next(user)() }

func (p *pool) next(user string) func() (*rsa.PrivateKey, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.had == nil {
		p.had = map[string]int{}
	}
	n := p.had[user]
	p.had[user]++
	if n == len(p.made) {
		p.made = append(p.made, sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, keyBits) }))
	}
	return p.made[n]
}
