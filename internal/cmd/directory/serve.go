package directorycmd

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// serveOptions are the inputs of directory serve.
type serveOptions struct {
	app *app.App
	app.Serving
}

func newServe(a *app.App, run func(context.Context, *serveOptions) error) *cobra.Command {
	o := &serveOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "serve",
		Short: "Serve the embedded directory on a socket, to any Graph client",
		Long: `Answers Microsoft Graph under /v1.0 and /beta and Azure AD Graph under
/myorganization or a tenant, and signs clients in by OAuth 2.0: secret or
certificate of an application, password, device code. Without a certificate it
listens on loopback addresses only. Runs until it is interrupted; requests that
run then have ten seconds to finish. A renewed certificate comes into use by
itself. With --verbose each request is a line on standard error: time, method,
path, status, bytes, duration, who called.`,
		Examples: []string{
			`directory serve`,
			`directory serve --listen 127.0.0.1:8443 --tls-cert server.pem --tls-key server.key -v`,
		},
		Exit: []int{10, 11},
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	f := cmd.Flags()
	f.StringVar(&o.Listen, "listen", "127.0.0.1:8443", "`ADDRESS` to listen on, host:port; port 0 takes a free one")
	f.StringVar(&o.Cert, "tls-cert", "", "`FILE` with the certificate, and those that signed it, in PEM")
	f.StringVar(&o.Key, "tls-key", "", "`FILE` with the certificate's private key in PEM")
	f.DurationVar(&o.RequestTimeout, "request-timeout", time.Minute, "end a request that takes longer than this `TIME`")
	return cmd
}

func runServe(ctx context.Context, o *serveOptions) error {
	if err := onlyLocal(o.app); err != nil {
		return err
	}
	if o.app.Flags.DryRun {
		return cmdkit.Usagef("--dry-run is about what this program would send; a server answers what others send")
	}
	if o.RequestTimeout < time.Second {
		return cmdkit.Usagef("--request-timeout is at least 1s, not %s", o.RequestTimeout)
	}
	o.Ready = o.ready
	if o.app.Flags.Verbose {
		var mu sync.Mutex
		o.Log = func(line string) {
			mu.Lock()
			defer mu.Unlock()
			fmt.Fprintln(o.app.IO.Err, line)
		}
	}
	return o.app.Local.Serve(ctx, o.Serving)
}

// ready says that clients can connect, and where: for a program an object.
func (o *serveOptions) ready(url string) error {
	if o.app.Structured() {
		p, err := o.app.Printer("json")
		if err != nil {
			return err
		}
		return p.Object([]output.Column{cmdkit.KeyColumn("url")}, odata.NewObject("url", url))
	}
	if !o.app.Flags.Quiet {
		fmt.Fprintln(o.app.IO.Err, "listening on "+url)
	}
	return nil
}
