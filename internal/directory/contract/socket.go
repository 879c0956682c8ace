package contract

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// Socket puts a directory that a transport reaches in this process on a TLS
// socket until the test ends. The transport decides who the caller is.
func Socket(t *testing.T, to http.RoundTripper) *httptest.Server {
	t.Helper()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		res, err := to.RoundTrip(r)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer res.Body.Close()
		for name, values := range res.Header {
			w.Header()[name] = values
		}
		w.WriteHeader(res.StatusCode)
		io.Copy(w, res.Body)
	}))
	t.Cleanup(server.Close)
	return server
}
