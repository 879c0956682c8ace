package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Store keeps tokens for other runs of the program. Whatever goes wrong there
// costs a sign-in and is no error. It is safe for several goroutines and
// processes.
type Store interface {
	// Load gives what was saved under a key, nil if there is nothing.
	Load(ctx context.Context, key string) []byte
	// Save keeps a value under a key.
	Save(ctx context.Context, key string, value []byte)
}

// StoreEnv chooses where tokens are kept: keyring, file or off. By default it
// is the keyring where there is one that can be asked without anybody waiting
// for it, else a file.
const StoreEnv = "TENANTCTL_TOKEN_CACHE"

// NewStore makes the store that the environment asks for. folder is where
// files go; it need not exist. nil stands for none.
func NewStore(env func(string) string, folder string) (Store, error) {
	return newStore(env, folder, systemKeyring{}, runtime.GOOS)
}

func newStore(env func(string) string, folder string, keyring keyring, goos string) (Store, error) {
	files := fileStore{folder}
	switch choice := env(StoreEnv); choice {
	case "off":
		return nil, nil
	case "file":
		return files, nil
	case "keyring":
		return &keyringStore{keyring: keyring}, nil
	case "":
	default:
		return nil, apierr.New(apierr.Usage, StoreEnv, fmt.Sprintf("%q is none of: keyring, file, off", choice))
	}
	if !keyringAnswers(env, goos) {
		return files, nil
	}
	return &keyringStore{keyring: keyring, other: files}, nil
}

// keyringAnswers tells whether a keyring is likely to be there: on Linux its
// service is reached by a session bus, and needs a display to be unlocked. A
// home of its own (TENANTCTL_HOME) keeps everything in it.
func keyringAnswers(env func(string) string, goos string) bool {
	if env("TENANTCTL_HOME") != "" {
		return false
	}
	switch goos {
	case "windows", "darwin":
		return true
	}
	return env("DBUS_SESSION_BUS_ADDRESS") != "" && (env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != "")
}

// storeKey names a token: whose it is, for what, and by which credential. It
// tells nothing of the credential.
func (c Config) storeKey(identity string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{
		strings.TrimRight(c.Authority, "/"), strings.ToLower(c.Tenant), strings.ToLower(c.ClientID), c.scope(), identity,
	}, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// encode writes a token for a store.
func (t *token) encode() []byte {
	text, err := json.Marshal(t)
	if err != nil {
		return nil
	}
	return text
}

// readToken reads what a store gave; nil if that is no token.
func readToken(text []byte) *token {
	t := &token{}
	if len(text) == 0 || json.Unmarshal(text, t) != nil || t.Access == "" {
		return nil
	}
	return t
}
