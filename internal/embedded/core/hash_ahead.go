package core

import (
	"context"
	"encoding/json"
	"runtime"
	"sync"
)

// hashesKey is where the context of [HashAhead] keeps its hashes.
type hashesKey struct{}

// hashes are secrets that were made before they are needed, by password.
type hashes struct {
	mu   sync.Mutex
	made map[string][]json.RawMessage
}

// HashAhead hashes the passwords that are slow to hash, as many at once as
// there are processors, and gives a context in which creating and changing
// users finds them: so that no transaction has to wait for a hash. Each hash
// is used once.
func HashAhead(ctx context.Context, passwords []string) context.Context {
	h := &hashes{made: map[string][]json.RawMessage{}}
	var group sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, password := range passwords {
		if !slowPassword(password) {
			continue
		}
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			if ctx.Err() == nil {
				h.make(ctx, password)
			}
		})
	}
	group.Wait()
	return context.WithValue(ctx, hashesKey{}, h)
}

// make hashes a password. A failure is left to whoever needs the hash.
func (h *hashes) make(ctx context.Context, password string) {
	secret, err := hashPassword(ctx, password)
	if err != nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.made[password] = append(h.made[password], secret)
}

// take gives a hash of the password that was made ahead, or nil.
func (h *hashes) take(password string) json.RawMessage {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := h.made[password]
	if len(list) == 0 {
		return nil
	}
	h.made[password] = list[1:]
	return list[0]
}

// secretOf gives the secret of a password: made ahead, or now.
func secretOf(ctx context.Context, password string) (json.RawMessage, error) {
	if h, ok := ctx.Value(hashesKey{}).(*hashes); ok {
		if secret := h.take(password); secret != nil {
			return secret, nil
		}
	}
	return hashPassword(ctx, password)
}
