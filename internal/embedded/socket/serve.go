package socket

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"syscall"
	"time"
)

// Options say where and how to listen.
type Options struct {
	// Listen is the address, "host:port"; port 0 takes a free one.
	Listen string
	// Cert and Key are files in PEM: the certificate with those that signed
	// it, and its private key. Both empty is plain HTTP.
	Cert, Key string
	// RequestTimeout bounds how long a request may take, from its first byte
	// to the last of its answer.
	RequestTimeout time.Duration
	// Handler answers.
	Handler http.Handler
	// Ready is called once with the address in use when clients can connect.
	Ready func(url string) error
	// Look is how often, at most, the files are looked at for a change; 0 is
	// ten seconds.
	Look time.Duration
	// Log takes what goes wrong on connections; nil is nobody.
	Log io.Writer
}

// Error is a setting with which nothing can be served.
type Error struct {
	Message string
	Hint    string // what to do about it
	Err     error  // the cause, if there is one
	Setting bool   // a setting is wrong, whatever the machine is doing
}

// Error gives the message and the cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return e.Message + ": " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Bounds of every connection. Who is slower or longer than this is no client
// of a directory.
const (
	headerTime  = 10 * time.Second
	idleTime    = 2 * time.Minute
	endTime     = 10 * time.Second // for requests that run when the server ends
	headerBytes = 64 << 10
	streams     = 100 // of one HTTP/2 connection at once
)

// Serve listens and answers until the context ends; then requests that run
// have 10 seconds to finish, and the error is nil. What keeps it from
// listening is an *Error.
func Serve(ctx context.Context, o Options) error {
	certs, err := o.certificates()
	if err != nil {
		return err
	}
	listener, err := listen(ctx, o.Listen)
	if err != nil {
		return err
	}
	running := new(running)
	server := o.server(running)
	scheme := "http"
	serve := func() error { return server.Serve(listener) }
	if certs != nil {
		scheme = "https"
		server.TLSConfig = certs.config()
		serve = func() error { return server.ServeTLS(listener, "", "") }
	}
	ended := make(chan error, 1)
	go func() { ended <- serve() }()
	if o.Ready != nil {
		if err := o.Ready(scheme + "://" + listener.Addr().String()); err != nil {
			server.Close()
			return err
		}
	}
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return running.stop(context.WithoutCancel(ctx), server)
	}
}

func (o Options) server(running *running) *http.Server {
	report := o.Log
	if report == nil {
		report = io.Discard
	}
	crowd := newCrowd(mostConnections())
	return &http.Server{
		Handler:           crowd.watch(running.count(bounded(o.Handler, o.RequestTimeout))),
		ReadHeaderTimeout: min(headerTime, o.RequestTimeout),
		ReadTimeout:       o.RequestTimeout,
		WriteTimeout:      o.RequestTimeout + headerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    headerBytes,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: streams},
		ConnState:         crowd.state,
		ConnContext:       remember,
		ErrorLog:          log.New(report, "", 0),
	}
}

// bounded gives each request's context an end, so that what it does in the
// directory ends with it.
func bounded(next http.Handler, most time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), most)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	switch {
	case err == nil:
		return listener, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, &Error{Message: address + " is in use by another program",
			Hint: "end that program, or choose another port with --listen (port 0 takes a free one)"}
	case errors.Is(err, syscall.EACCES):
		return nil, &Error{Message: address + " may not be listened on by this user", Hint: "choose a port above 1023 with --listen"}
	}
	return nil, &Error{Message: "cannot listen on " + address, Err: err, Hint: "--listen takes an address of this machine and a port: 127.0.0.1:8443"}
}
