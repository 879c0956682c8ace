package embedded_test

import (
	"io"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

// BenchmarkCaller is what a token costs each request: the same one with a
// token and, in process, without.
func BenchmarkCaller(b *testing.B) {
	path := filepath.Join(b.TempDir(), "directory.db")
	s, err := embedded.Open(b.Context(), embedded.Options{Path: path})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	token, err := s.IssueToken(b.Context(), seed.Administrator, "")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("Token", func(b *testing.B) {
		public := s.Public(nil)
		for b.Loop() {
			r := httptest.NewRequestWithContext(b.Context(), "GET", "https://localhost/v1.0/me?$select=id", nil)
			r.Header.Set("Authorization", "Bearer "+token)
			w := httptest.NewRecorder()
			if public.ServeHTTP(w, r); w.Code != 200 {
				b.Fatal(w.Body)
			}
		}
	})
	b.Run("InProcess", func(b *testing.B) {
		for b.Loop() {
			r := httptest.NewRequestWithContext(b.Context(), "GET", "https://localhost/v1.0/me?$select=id", nil)
			r.RequestURI = ""
			answer, err := s.Transport().RoundTrip(r)
			if err != nil {
				b.Fatal(err)
			}
			io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
		}
	})
}
