package auth

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func TestFileStore(t *testing.T) {
	t.Parallel()
	f := fileStore{filepath.Join(t.TempDir(), "new", "tokens")}
	if got := f.Load(t.Context(), "a"); got != nil {
		t.Errorf("an empty store gives %q", got)
	}
	f.Save(t.Context(), "a", []byte("one"))
	f.Save(t.Context(), "a", []byte("two"))
	if got := f.Load(t.Context(), "a"); string(got) != "two" {
		t.Errorf("got %q", got)
	}
	entries, err := os.ReadDir(f.folder)
	if err != nil || len(entries) != 1 {
		t.Fatalf("the folder holds %v, %v", entries, err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	info, err := os.Stat(f.path("a"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := os.Chmod(f.path("a"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := f.Load(t.Context(), "a"); got != nil {
		t.Errorf("a file that others can read is believed: %q", got)
	}
}

func TestFileStorePrunes(t *testing.T) {
	t.Parallel()
	f := fileStore{t.TempDir()}
	f.Save(t.Context(), "old", []byte("x"))
	f.Save(t.Context(), "recent", []byte("x"))
	past := time.Now().Add(-4 * 24 * time.Hour)
	if err := os.Chtimes(f.path("old"), past, past); err != nil {
		t.Fatal(err)
	}
	f.Save(t.Context(), "new", []byte("x"))
	if f.Load(t.Context(), "old") != nil || f.Load(t.Context(), "recent") == nil {
		t.Error("not the old one was removed")
	}
}

func TestFileStoreIsWholeForManyWriters(t *testing.T) {
	t.Parallel()
	f := fileStore{t.TempDir()}
	values := []string{strings.Repeat("a", 5000), strings.Repeat("b", 9000)}
	var all sync.WaitGroup
	for _, value := range values {
		all.Go(func() {
			for range 50 {
				f.Save(t.Context(), "k", []byte(value))
				if got := string(f.Load(t.Context(), "k")); got != values[0] && got != values[1] {
					t.Errorf("read %d bytes that nobody wrote", len(got))
				}
			}
		})
	}
	all.Wait()
}

func TestUnwritableStore(t *testing.T) {
	t.Parallel()
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f := fileStore{filepath.Join(blocked, "tokens")}
	f.Save(t.Context(), "a", []byte("x"))
	if got := f.Load(t.Context(), "a"); got != nil {
		t.Errorf("got %q", got)
	}
}

// fakeKeyring keeps values, fails, or does not answer until it is let go.
type fakeKeyring struct {
	values map[string]string
	err    error
	hangs  chan struct{}
	calls  atomic.Int32
}

// Get implements keyring.
func (f *fakeKeyring) Get(service, user string) (string, error) {
	if err := f.wait(); err != nil {
		return "", err
	}
	value, ok := f.values[service+" "+user]
	if !ok {
		return "", errors.New("not found")
	}
	return value, nil
}

// Set implements keyring.
func (f *fakeKeyring) Set(service, user, password string) error {
	if err := f.wait(); err != nil {
		return err
	}
	f.values[service+" "+user] = password
	return nil
}

// Delete implements keyring.
func (f *fakeKeyring) Delete(service, user string) error {
	delete(f.values, service+" "+user)
	return nil
}

func (f *fakeKeyring) wait() error {
	f.calls.Add(1)
	if f.hangs != nil {
		<-f.hangs
	}
	return f.err
}

type mapStore map[string][]byte

// Load implements Store.
func (m mapStore) Load(_ context.Context, key string) []byte { return m[key] }

// Save implements Store.
func (m mapStore) Save(_ context.Context, key string, value []byte) { m[key] = value }

func TestKeyring(t *testing.T) {
	t.Parallel()
	ring, other := &fakeKeyring{values: map[string]string{}}, mapStore{}
	k := &keyringStore{keyring: ring, other: other}
	k.Save(t.Context(), "a", []byte("x"))
	if got := k.Load(t.Context(), "a"); string(got) != "x" || len(other) != 0 || ring.values["tenantctl a"] != "x" {
		t.Errorf("got %q; keyring %v, files %v", got, ring.values, other)
	}
	ring.err = errors.New("too long")
	k.Save(t.Context(), "a", []byte("y"))
	ring.err = nil
	if got := k.Load(t.Context(), "a"); string(got) != "y" || len(other) != 1 {
		t.Errorf("a keyring that takes no more: got %q, files %v", got, other)
	}
}

func TestSilentKeyring(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ring, other := &fakeKeyring{hangs: make(chan struct{}), err: errors.New("too late")}, mapStore{"a": []byte("x")}
		k := &keyringStore{keyring: ring, other: other}
		began := time.Now()
		for range 3 {
			if got := k.Load(t.Context(), "a"); string(got) != "x" {
				t.Errorf("got %q", got)
			}
		}
		k.Save(t.Context(), "b", []byte("y"))
		if took := time.Since(began); took != keyringWait || ring.calls.Load() != 1 {
			t.Errorf("waited %v and asked %d times, want %v and once", took, ring.calls.Load(), keyringWait)
		}
		close(ring.hangs)
	})
}

func TestChoiceOfStore(t *testing.T) {
	t.Parallel()
	desktop := []string{"DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/1/bus", "DISPLAY", ":0"}
	tests := []struct {
		name, goos string
		env        []string
		want       string
	}{
		{"a server", "linux", nil, "file"},
		{"a bus without a display", "linux", desktop[:2], "file"},
		{"a desktop", "linux", desktop, "keyring and file"},
		{"a home of its own", "linux", append(desktop, "TENANTCTL_HOME", "/x"), "file"},
		{"Windows", "windows", nil, "keyring and file"},
		{"macOS", "darwin", nil, "keyring and file"},
		{"file asked for", "windows", []string{StoreEnv, "file"}, "file"},
		{"keyring asked for", "linux", []string{StoreEnv, "keyring"}, "keyring"},
		{"off", "linux", append(desktop, StoreEnv, "off"), "none"},
	}
	for _, test := range tests {
		env := func(name string) string {
			for i := 0; i < len(test.env); i += 2 {
				if test.env[i] == name {
					return test.env[i+1]
				}
			}
			return ""
		}
		s, err := newStore(env, "/x", &fakeKeyring{}, test.goos)
		got := "none"
		switch s := s.(type) {
		case fileStore:
			got = "file"
		case *keyringStore:
			got = "keyring"
			if s.other != nil {
				got += " and file"
			}
		}
		if err != nil || got != test.want {
			t.Errorf("%s: %s, %v; want %s", test.name, got, err, test.want)
		}
	}
	_, err := newStore(func(string) string { return "cloud" }, "/x", &fakeKeyring{}, "linux")
	if apierr.KindOf(err) != apierr.Usage {
		t.Errorf("an unknown choice: %v", err)
	}
}
