package cli

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/auth"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// openGraph makes the adapter of a Microsoft Graph service on a network.
// Nothing is sent yet.
func (r *root) openGraph(p *profile.Profile, where profile.Paths) (directory.Directory, error) {
	o, err := r.network(p, where, p.GraphBase(), graph.Decode)
	if err != nil {
		return nil, err
	}
	return graphAdapter(o), nil
}

// network says how requests to a directory on a network are made: where it
// is, who signs in, and how its errors are read.
func (r *root) network(p *profile.Profile, where profile.Paths, base string, decode func(*http.Response, []byte) error) (rest.Options, error) {
	at, err := url.Parse(base)
	if err != nil {
		return rest.Options{}, apierr.New(apierr.Usage, "profile "+p.Name+": endpoint", err.Error())
	}
	authorities, err := p.Authorities()
	if err != nil {
		return rest.Options{}, err
	}
	transport := rest.NewTransport(authorities)
	r.closers = append(r.closers, transport.CloseIdleConnections)
	if r.source, err = r.signIn(p, where, transport); err != nil {
		return rest.Options{}, err
	}
	o := r.requests(at, transport)
	o.Authorize, o.Renew, o.Permit = r.source.Authorize, r.source.Renew, r.source.Permit
	o.Decode = r.advised(decode)
	return o, nil
}

// signIn makes what gets the tokens of a profile.
func (r *root) signIn(p *profile.Profile, where profile.Paths, network http.RoundTripper) (*auth.Source, error) {
	store, err := auth.NewStore(r.options.Env, filepath.Join(where.State, "tokens"))
	if err != nil {
		return nil, err
	}
	c := r.signInConfig(p)
	c.Transport, c.Store = network, store
	return auth.New(c)
}

// askKeyPassword asks for the password of a private key, where one may ask:
// not while a shell waits for a completion.
func (r *root) askKeyPassword() func(context.Context, string) (string, error) {
	if r.app.Flags.Yes || !r.app.IO.CanPrompt() || r.completing() {
		return nil
	}
	return func(ctx context.Context, path string) (string, error) {
		return r.app.Prompter().Secret(ctx, "Password of "+path, nil)
	}
}

// advised adds to a refused token what the way of signing in can advise.
func (r *root) advised(decode func(*http.Response, []byte) error) func(*http.Response, []byte) error {
	return func(res *http.Response, body []byte) error {
		err := decode(res, body)
		if e := apierr.As(err); e != nil && e.Kind == apierr.Unauthenticated {
			e.Hint = r.source.Hint()
		}
		return err
	}
}

func (r *root) completing() bool {
	args := r.options.Args
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// actor names who changes things: in process the administrator, on a network
// who has signed in, or the local user where the token does not say. A dry run
// changes nothing.
func (r *root) actor(ctx context.Context) (string, error) {
	p, err := r.app.Profile()
	if err != nil || p.Protocol == profile.Embedded || r.source == nil || r.app.Flags.DryRun {
		return administrator, err
	}
	name, err := r.source.Actor(ctx)
	return cmp.Or(name, p.ClientID, r.options.Env("USER"), r.options.Env("USERNAME")), err
}
