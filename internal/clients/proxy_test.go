package clients

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// startProxy starts an HTTP proxy that leads a CONNECT to Microsoft's hosts
// to the server's address, and no other anywhere, so that a client that asks
// somebody else (telemetry, news of versions) hears at once that it is off
// line. It gives the proxy's URL.
func startProxy(t *testing.T, server string) string {
	t.Helper()
	p := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, port, err := net.SplitHostPort(r.Host)
		if r.Method != http.MethodConnect || err != nil || port != "443" || !slices.Contains(hosts(), strings.ToLower(host)) {
			http.Error(w, "this proxy leads to the embedded directory only", http.StatusForbidden)
			return
		}
		tunnel(w, server)
	}))
	t.Cleanup(p.Close)
	return p.URL
}

// tunnel joins the client's connection with one to the server until either
// ends.
func tunnel(w http.ResponseWriter, server string) {
	out, err := net.Dial("tcp", server)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer out.Close()
	in, buffered, err := w.(http.Hijacker).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer in.Close()
	if _, err := io.WriteString(in, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		return
	}
	ended := make(chan struct{}, 2)
	go pass(out, buffered, ended)
	go pass(in, out, ended)
	<-ended
}

func pass(to io.Writer, from io.Reader, ended chan<- struct{}) {
	_, _ = io.Copy(to, from) // a cut connection is the end of the tunnel
	ended <- struct{}{}
}
