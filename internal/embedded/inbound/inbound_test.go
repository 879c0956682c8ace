package inbound_test

import (
	"bytes"
	"compress/gzip"
	"crypto/tls"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
)

func packed(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestJSON: bodies are read up to the bound, which counts what comes out of a
// compressed one.
func TestJSON(t *testing.T) {
	t.Parallel()
	full := strings.Repeat("x", inbound.MaxBody)
	for name, try := range map[string]struct {
		body, contentType, encoding string
		status                      int
	}{
		"plain":              {`{"a":1}`, "application/json", "", 0},
		"no type":            {`{"a":1}`, "", "identity", 0},
		"compressed":         {packed(t, `{"a":1}`), "application/json;odata=verbose", "GZIP", 0},
		"at the bound":       {full, "application/json", "", 0},
		"over the bound":     {full + "x", "application/json", "", http.StatusRequestEntityTooLarge},
		"a bomb":             {packed(t, full+full), "application/json", "gzip", http.StatusRequestEntityTooLarge},
		"broken compression": {"{}", "application/json", "gzip", http.StatusBadRequest},
		"another encoding":   {"{}", "application/json", "br", http.StatusUnsupportedMediaType},
		"another type":       {"<a/>", "text/xml", "", http.StatusUnsupportedMediaType},
	} {
		r := httptest.NewRequestWithContext(t.Context(), "POST", "/", strings.NewReader(try.body))
		r.Header.Set("Content-Type", try.contentType)
		r.Header.Set("Content-Encoding", try.encoding)
		data, err := inbound.JSON(r)
		var refused *core.Error
		switch {
		case try.status == 0 && (err != nil || len(data) == 0):
			t.Errorf("%s: %v", name, err)
		case try.status != 0 && (!errors.As(err, &refused) || refused.Status != try.status):
			t.Errorf("%s: %v, want %d", name, err, try.status)
		}
	}
}

// TestObject: an action may have no body, an object may not.
func TestObject(t *testing.T) {
	t.Parallel()
	if o, err := inbound.Arguments(nil); err != nil || o.Len() != 0 {
		t.Errorf("no arguments: %v %v", o, err)
	}
	for _, text := range []string{"", "[]", "{", `{"a":1}{}`} {
		if _, err := inbound.Object([]byte(text)); err == nil {
			t.Errorf("%q is no object", text)
		}
	}
}

// TestOrigin: it is what the client called the server, whatever headers say.
func TestOrigin(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequestWithContext(t.Context(), "GET", "/users", nil)
	r.Host = "127.0.0.1:8080"
	r.Header.Set("X-Forwarded-Host", "evil.example")
	r.Header.Set("X-Forwarded-Proto", "https")
	if got := inbound.Origin(r); got != "http://127.0.0.1:8080" {
		t.Error(got)
	}
	r.TLS = new(tls.ConnectionState)
	if got := inbound.Origin(r); got != "https://127.0.0.1:8080" {
		t.Error(got)
	}
}
