package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/embedded/socket"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// local makes what the noun directory works with.
func (r *root) local() *app.Local {
	return &app.Local{Serve: r.serve, Info: r.directoryInfo, Reset: r.resetDirectory, Approve: r.approve}
}

// embeddedFile is the path of the embedded directory's file.
func (r *root) embeddedFile() (string, error) {
	where, err := r.paths()
	return filepath.Join(where.State, "directory.db"), err
}

// openFile opens the embedded directory for as long as the program runs.
func (r *root) openFile(ctx context.Context) (*embedded.Server, error) {
	path, err := r.embeddedFile()
	if err != nil {
		return nil, err
	}
	server, err := embedded.Open(ctx, embedded.Options{Path: path, Now: r.options.Now})
	if err == nil {
		r.closers = append(r.closers, func() { server.Close() })
	}
	return server, err
}

func (r *root) serve(ctx context.Context, s app.Serving) error {
	r.options.interrupts.listen()
	server, err := r.openFile(ctx)
	if err != nil {
		return err
	}
	// A file that cannot be opened is told now, not to the first client.
	if _, err := server.Info(ctx); err != nil {
		return localError(err)
	}
	o := socket.Options{Listen: s.Listen, Cert: s.Cert, Key: s.Key, RequestTimeout: s.RequestTimeout, Ready: s.Ready}
	var done func(embedded.Exchange)
	if s.Log != nil {
		done = func(x embedded.Exchange) { s.Log(requestLine(x)) }
		o.Log = lineWriter(s.Log)
	}
	o.Handler = server.Public(done)
	return socketError(socket.Serve(ctx, o))
}

// requestLine tells of a request: never its query, headers or body.
func requestLine(x embedded.Exchange) string {
	caller := x.Caller
	if caller == "" {
		caller = "-"
	}
	line := fmt.Sprintf("%s %s %s %d %d %s %s", x.Start.UTC().Format("2006-01-02T15:04:05.000Z"), x.Method, x.Path,
		x.Status, x.Bytes, x.Duration.Round(10*time.Microsecond), caller)
	if x.Refused != "" {
		line += " refused: " + x.Refused
	}
	return line
}

// lineWriter hands lines on that a logger writes.
type lineWriter func(string)

// Write implements io.Writer.
func (w lineWriter) Write(p []byte) (int, error) {
	w(strings.TrimRight(string(p), "\n"))
	return len(p), nil
}

func socketError(err error) error {
	var e *socket.Error
	if !errors.As(err, &e) {
		return err
	}
	kind := apierr.Other
	if e.Setting {
		kind = apierr.Invalid
	}
	return apierr.New(kind, "", e.Error()).WithHint(e.Hint)
}

func (r *root) directoryInfo(ctx context.Context) (*odata.Object, error) {
	server, err := r.openFile(ctx)
	if err != nil {
		return nil, err
	}
	info, err := server.Info(ctx)
	if err != nil {
		return nil, localError(err)
	}
	objects := odata.NewObject()
	for _, o := range info.Objects {
		objects.Set(o.Type, o.Live)
	}
	return odata.NewObject("path", info.Path, "size", info.Size, "schemaVersion", info.Schema, "seedVersion", info.Seed,
		"tenantId", info.TenantID, "domain", info.Domain, "deletedItems", info.Deleted, "objects", objects), nil
}

func (r *root) resetDirectory(ctx context.Context, check bool) error {
	path, err := r.embeddedFile()
	if err != nil {
		return err
	}
	err = embedded.Reset(ctx, path, check)
	if errors.Is(err, embedded.ErrInUse) {
		return apierr.New(apierr.Conflict, "directory "+path, "another program has it open").
			WithHint("end what works on it (tenantctl directory serve, an import) and try again")
	}
	return localError(err)
}

func (r *root) approve(ctx context.Context, code, user string) (string, error) {
	server, err := r.openFile(ctx)
	if err != nil {
		return "", err
	}
	if user == "" {
		user = administrator
	}
	client, err := server.Approve(ctx, code, user)
	switch {
	case errors.Is(err, embedded.ErrNoCode):
		return "", apierr.New(apierr.NotFound, "code "+code, "no sign-in waits for it").
			WithHint("a code is good for 15 minutes and can be used once; start the sign-in again for another")
	case errors.Is(err, embedded.ErrNoUser):
		return "", apierr.New(apierr.NotFound, "user "+user, "there is no such user who may sign in")
	}
	return client, localError(err)
}

// localError says what is wrong with the directory's file, as a request to it
// would be answered.
func localError(err error) error {
	if err == nil || apierr.As(err) != nil || errors.Is(err, context.Canceled) {
		return err
	}
	code, message := embedded.Explain(err)
	return &apierr.Error{Kind: apierr.Other, Code: code, Message: message, Err: err}
}
