package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded"
)

// asked keeps what the directory was asked for, in order.
type asked struct {
	mu   sync.Mutex
	uris []string
}

// serve puts the directory on a socket of this machine. GET /asked gives the
// paths of all requests so far.
func serve(ctx context.Context, home string) error {
	server, err := open(ctx, home)
	if err != nil {
		return err
	}
	defer server.Close()
	var a asked
	mux := http.NewServeMux()
	mux.HandleFunc("GET /asked", a.print)
	mux.Handle("/", a.keep(forward(server)))
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Printf("http://%s\n", socket.Addr())
	web := &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	return web.Serve(socket)
}

func (a *asked) keep(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		a.uris = append(a.uris, r.RequestURI)
		a.mu.Unlock()
		next.ServeHTTP(w, r)
	})
}

func (a *asked) print(w http.ResponseWriter, _ *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, uri := range a.uris {
		fmt.Fprintln(w, uri)
	}
}

// forward hands requests to the directory by its transport, which makes the
// caller the administrator. The links of its answers are those of the address
// in process, since the program follows links to the same host only.
func forward(server *embedded.Server) http.Handler {
	transport := server.Transport()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.Scheme, r.URL.Host, r.Host = "https", "localhost", "localhost"
		answer, err := transport.RoundTrip(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer answer.Body.Close()
		for name, values := range answer.Header {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.StatusCode)
		io.Copy(w, answer.Body)
	})
}
