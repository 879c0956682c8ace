package auth

import (
	"context"
	"sync/atomic"
	"time"

	zalando "github.com/zalando/go-keyring"
)

// keyring is what a store needs of the system's.
type keyring interface {
	Get(service, user string) (string, error)
	Set(service, user, password string) error
	Delete(service, user string) error
}

// systemKeyring is the keyring of the operating system.
type systemKeyring struct{}

// Get implements keyring.
func (systemKeyring) Get(service, user string) (string, error) { return zalando.Get(service, user) }

// Set implements keyring.
func (systemKeyring) Set(service, user, password string) error {
	return zalando.Set(service, user, password)
}

// Delete implements keyring.
func (systemKeyring) Delete(service, user string) error { return zalando.Delete(service, user) }

// keyringStore keeps tokens in a keyring. What the keyring does not take (too
// long, locked, away) goes to the other store.
type keyringStore struct {
	keyring keyring
	other   Store // may be nil
	away    atomic.Bool
}

const (
	keyringService = "tenantctl"
	// keyringWait bounds a call: behind it may be a service that does not
	// answer, or a question that nobody sees.
	keyringWait = 2 * time.Second
)

// Load implements Store.
func (k *keyringStore) Load(ctx context.Context, key string) []byte {
	value, ok := k.call(ctx, func() (string, error) { return k.keyring.Get(keyringService, key) })
	if ok || k.other == nil {
		return []byte(value)
	}
	return k.other.Load(ctx, key)
}

// Save implements Store.
func (k *keyringStore) Save(ctx context.Context, key string, value []byte) {
	text := string(value)
	_, ok := k.call(ctx, func() (string, error) { return "", k.keyring.Set(keyringService, key, text) })
	if ok {
		return
	}
	// What the keyring still has would stand before the new value.
	k.call(ctx, func() (string, error) { return "", k.keyring.Delete(keyringService, key) })
	if k.other != nil {
		k.other.Save(ctx, key, value)
	}
}

// call asks the keyring and tells whether it answered in time. One that once
// did not is not asked again.
func (k *keyringStore) call(ctx context.Context, ask func() (string, error)) (string, bool) {
	if k.away.Load() {
		return "", false
	}
	type answer struct {
		value string
		err   error
	}
	answered := make(chan answer, 1)
	go func() {
		value, err := ask()
		answered <- answer{value, err}
	}()
	wait := time.NewTimer(keyringWait)
	defer wait.Stop()
	select {
	case a := <-answered:
		return a.value, a.err == nil
	case <-wait.C:
		k.away.Store(true)
	case <-ctx.Done():
	}
	return "", false
}
