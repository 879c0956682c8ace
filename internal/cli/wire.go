package cli

import (
	"context"
	"net/http"
	"net/url"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	graphdir "github.com/tenantctl/tenantctl/internal/directory/graph"
	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/internal/prompt"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// embeddedBase is where the embedded directory is in process. Nothing
// listens there.
const embeddedBase = "https://localhost/v1.0/"

// administrator is who calls the embedded directory in process (design,
// section 7).
const administrator = "admin@contoso.onmicrosoft.com"

// wire makes what commands are given. Nothing is opened yet.
func (r *root) wire() *app.App {
	o := r.options
	a := &app.App{IO: o.IO, Flags: &app.Flags{}, Env: o.Env, Now: o.Now, Version: programVersion(), Patience: o.Patience, Tables: o.Tables}
	paths := sync.OnceValues(r.paths)
	a.Paths = paths
	a.Profile = sync.OnceValues(func() (*profile.Profile, error) {
		p, err := paths()
		if err != nil {
			return nil, err
		}
		return profile.Load(p, o.Env, profile.Overrides{Name: a.Flags.Profile})
	})
	var dir directory.Directory
	a.Directory = func(ctx context.Context) (directory.Directory, error) {
		if dir != nil {
			return dir, nil
		}
		p, err := a.Profile()
		if err != nil {
			return nil, err
		}
		dir, err = r.open(ctx, p, paths)
		return dir, err
	}
	a.Journal = func() (*task.Journal, error) {
		o.interrupts.listen()
		p, err := paths()
		return task.OpenJournal(filepath.Join(p.State, "tasks"), o.Now), err
	}
	a.Actor = r.actor
	a.Foreground = o.interrupts.foreground
	a.Signer = r.signer()
	a.Local = r.local()
	a.Prompter = func() prompt.Prompter { return prompt.New(o.IO) }
	a.CacheFile = func() string {
		p, err := paths()
		if err != nil {
			return ""
		}
		return filepath.Join(p.State, "names.json")
	}
	return a
}

func (r *root) paths() (profile.Paths, error) { return profile.Locate(r.options.Env, runtime.GOOS) }

// open makes the adapter of a profile.
func (r *root) open(ctx context.Context, p *profile.Profile, paths func() (profile.Paths, error)) (directory.Directory, error) {
	where, err := paths()
	if err != nil {
		return nil, err
	}
	switch p.Protocol {
	case profile.Embedded:
		return r.openEmbedded(ctx, where)
	case profile.Graph:
		return r.openGraph(p, where)
	case profile.AADGraph:
		return r.openAADGraph(p, where)
	}
	return nil, apierr.New(apierr.Unsupported, "profile "+p.Name, "this version speaks the protocols embedded, graph and aadgraph, not "+p.Protocol).
		WithHint("leave out --profile, or use --profile local")
}

// openEmbedded makes the adapter of the embedded directory, in this process.
func (r *root) openEmbedded(ctx context.Context, where profile.Paths) (directory.Directory, error) {
	server, err := embedded.Open(ctx, embedded.Options{Path: filepath.Join(where.State, "directory.db"), Now: r.options.Now})
	if err != nil {
		return nil, err
	}
	r.closers = append(r.closers, func() { server.Close() })
	base, err := url.Parse(embeddedBase)
	if err != nil {
		return nil, err
	}
	d := graphAdapter(r.requests(base, server.Transport()))
	d.Immediate = r.options.Wrap == nil // a wrapper may be there to delay what is shown
	return d, nil
}

// graphAdapter makes the adapter of a Graph service whose requests are made
// so; the base ends in the version.
func graphAdapter(o rest.Options) *graphdir.Adapter {
	d := graphdir.New(graph.New(o))
	o.Base = o.Base.JoinPath("..")
	d.Root = graph.New(o)
	return d
}

// requests says how requests to a directory are made.
func (r *root) requests(base *url.URL, transport http.RoundTripper) rest.Options {
	if r.options.Wrap != nil {
		transport = r.options.Wrap(transport)
	}
	transport = &attentive{next: transport, listen: r.options.interrupts.listen}
	o := rest.Options{Base: base, Transport: transport, Now: r.options.Now, UserAgent: userAgent()}
	if r.app.Flags.Verbose {
		o.Debug = r.app.IO.Err
	}
	if r.keptBack != nil {
		o.DryRun = r.keptBack.add
	}
	return o
}

func userAgent() string { return "tenantctl/" + programVersion() }
