// Package served is the embedded directory as the tests of its protocols reach
// it: a fresh one on a file, requests sent in a line, and answers taken apart.
// What a protocol's requests look like is the protocol's tests' own.
package served

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"

	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

// Open opens the directory of a file until the test ends. A new one is as it is
// seeded, but for the key that signs tokens: to make one for each test takes
// longer than the test.
func Open(t testing.TB, path string, now func() time.Time) *embedded.Server {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		image, err := prepared()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, image, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := embedded.Open(t.Context(), embedded.Options{Path: path, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// prepared is the file of a directory that has a key.
var prepared = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "served")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "directory.db")
	s, err := embedded.Open(context.Background(), embedded.Options{Path: path})
	if err != nil {
		return nil, err
	}
	if _, err := s.IssueToken(context.Background(), seed.Administrator, ""); err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// Answer is what a request was answered.
type Answer struct {
	Status int
	Header http.Header
	Body   string
}

// Send sends a request to a URL, in which a space may stand as it is. headers
// are "Name: value"; a body is called JSON unless they say otherwise. The
// directory in process hashes passwords cheaply for it.
func Send(t testing.TB, client *http.Client, method, url, body string, headers ...string) Answer {
	t.Helper()
	ctx := core.WithPasswordCost(t.Context(), bcrypt.MinCost)
	r, err := http.NewRequestWithContext(ctx, method, strings.ReplaceAll(url, " ", "%20"), strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return Answer{answer.StatusCode, answer.Header, string(data)}
}
