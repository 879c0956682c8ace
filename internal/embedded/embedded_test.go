package embedded_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded"
)

func TestNothingOnDiskBeforeTheFirstRequest(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "state", "directory.db")
	c := open(t, path)
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is there: %v", err)
	}
	if status, body := send(t, c, "GET", "/me", ""); status != 200 {
		t.Fatal(status, body)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestBrokenFileIsToldAndKept(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	rubbish := bytes.Repeat([]byte("no directory "), 100)
	if err := os.WriteFile(path, rubbish, 0o600); err != nil {
		t.Fatal(err)
	}
	c := open(t, path)
	for range 2 {
		status, body := send(t, c, "GET", "/users", "")
		if status != 500 || !strings.Contains(body, `"code":"directoryCorrupt"`) || !strings.Contains(body, path) {
			t.Errorf("%d %s", status, body)
		}
	}
	if data, err := os.ReadFile(path); err != nil || !bytes.Equal(data, rubbish) {
		t.Error("the damaged file was changed")
	}
}

func TestUnwritableFolderIsTold(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "read-only")
	if err := os.Mkdir(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if os.WriteFile(filepath.Join(dir, "probe"), nil, 0o600) == nil {
		t.Skip("this user (root) may write to every folder")
	}
	status, body := send(t, open(t, filepath.Join(dir, "directory.db")), "GET", "/users", "")
	if status != 500 || !strings.Contains(body, `"code":"directoryReadOnly"`) {
		t.Errorf("%d %s", status, body)
	}
}

func TestSocketHasNoCaller(t *testing.T) {
	t.Parallel()
	s, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(t.TempDir(), "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	web := httptest.NewServer(s.Handler())
	defer web.Close()
	r, err := http.NewRequestWithContext(t.Context(), "GET", web.URL+"/v1.0/me", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer 0c9a6d1f-8e42-4b7d-a5f3-6b1e9d274c80")
	answer, err := web.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusUnauthorized {
		t.Errorf("status %d without a caller", answer.StatusCode)
	}
}

func TestCanceledRequest(t *testing.T) {
	t.Parallel()
	c := open(t, filepath.Join(t.TempDir(), "directory.db"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r, err := http.NewRequestWithContext(ctx, "GET", root+"/users", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Do(r); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestBodies(t *testing.T) {
	t.Parallel()
	c := open(t, filepath.Join(t.TempDir(), "directory.db"))
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	fmt.Fprint(w, `{"displayName":"Zipped","mailNickname":"zipped","mailEnabled":false,"securityEnabled":true}`)
	w.Close()
	for _, step := range []struct {
		name, encoding, kind string
		body                 string
		status               int
	}{
		{"gzip", "gzip", "application/json", packed.String(), 201},
		{"no gzip", "gzip", "application/json", "{}", 400},
		{"other encoding", "br", "application/json", "x", 415},
		{"other type", "", "text/xml", "<a/>", 415},
		{"too large", "", "application/json", `{"displayName":"` + strings.Repeat("x", 5<<20) + `"}`, 413},
		{"empty", "", "application/json", "", 400},
		{"no object", "", "application/json", "[]", 400},
	} {
		r, err := http.NewRequestWithContext(t.Context(), "POST", root+"/groups", strings.NewReader(step.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", step.kind)
		if step.encoding != "" {
			r.Header.Set("Content-Encoding", step.encoding)
		}
		answer, err := c.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != step.status {
			t.Errorf("%s: status %d, want %d", step.name, answer.StatusCode, step.status)
		}
	}
}

// Two servers on one file, as two processes would be: every one of the users
// that both create at once is created once.
func TestTwoServersOnOneFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	clients := []*http.Client{open(t, path), open(t, path)}
	var group sync.WaitGroup
	answers := make([]string, len(clients))
	for i, c := range clients {
		group.Go(func() {
			for first := 0; first < 100; first += 20 {
				_, body := send(t, c, "POST", "/$batch", batchOfUsers(first))
				answers[i] += body
			}
		})
	}
	group.Wait()
	all := strings.Join(answers, "")
	created := strings.Count(all, `"status":201`)
	refused := strings.Count(all, `"code":"ObjectConflict"`)
	if created != 100 || refused != 100 {
		t.Errorf("%d created and %d refused, want 100 of each", created, refused)
	}
}

// A page of more than a chunk is read as it is made.
func TestLongAnswer(t *testing.T) {
	t.Parallel()
	c := open(t, filepath.Join(t.TempDir(), "directory.db"))
	for first := 0; first < 200; first += 20 {
		send(t, c, "POST", "/$batch", batchOfUsers(first))
	}
	members := make([]string, 20)
	for i := range members {
		members[i] = fmt.Sprintf(`{"id":"%d","method":"GET","url":"/users?$top=999&$select=%s"}`, i,
			"id,displayName,givenName,surname,jobTitle,department,streetAddress,city,country,identities,passwordProfile,userPrincipalName")
	}
	status, body := send(t, c, "POST", "/$batch", `{"requests":[`+strings.Join(members, ",")+`]}`)
	if status != 200 || strings.Count(body, `"User 000100"`) != 20 || len(body) < 1<<20 {
		t.Errorf("status %d, %d bytes", status, len(body))
	}
}
