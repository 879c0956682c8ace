package aadgraph_test

import (
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded"
)

// BenchmarkPage reads a page of 999 users.
func BenchmarkPage(b *testing.B) {
	s, err := embedded.Open(b.Context(), embedded.Options{Path: filepath.Join(b.TempDir(), "directory.db")})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	client := &http.Client{Transport: s.Transport()}
	send := func(method, target, body string) int64 {
		r, err := http.NewRequestWithContext(b.Context(), method, root+target+"api-version=1.6", strings.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		answer, err := client.Do(r)
		if err != nil {
			b.Fatal(err)
		}
		defer answer.Body.Close()
		n, _ := io.Copy(io.Discard, answer.Body)
		if answer.StatusCode >= http.StatusBadRequest {
			b.Fatal(answer.Status)
		}
		return n
	}
	for i := range 999 {
		send("POST", "/users?", fmt.Sprintf(`{"accountEnabled":true,"displayName":"u%[1]d","mailNickname":"u%[1]d","userPrincipalName":"u%[1]d@%[2]s","passwordProfile":{"password":"%[3]s"}}`,
			i, domain, longPassword))
	}
	for b.Loop() {
		b.SetBytes(send("GET", "/users?$top=999&", ""))
	}
}
