package keys

import (
	"context"
	"iter"
	"math"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Group makes the group key: what owners sign in with.
func Group(a *app.App, w Owner) *cobra.Command {
	return cmdkit.Group("key", w.words("The certificates and passwords of {apps}"), newKeyList(a, w, runKeyList))
}

// keyListOptions are the inputs of key list.
type keyListOptions struct {
	subject
	expiring string
}

func newKeyList(a *app.App, w Owner, run func(context.Context, *keyListOptions) error) *cobra.Command {
	o := &keyListOptions{subject: subject{Owner: w, app: a}}
	cmd := o.command(cmdkit.Spec{
		Use:   "list [{APP}] [flags]",
		Short: "List the certificates and passwords of one {app}, or of all",
		Long: `Lists the certificates and passwords of {an application}, or of all there are.

With --expiring-within only those that end before the time is up, expired ones
too; if there are any, the exit code is 6.`,
		Examples: []string{
			`{app} key list`,
			`{app} key list Payroll -o json`,
			`{app} key list --expiring-within 30d`,
		},
		Args: cmdkit.Args(0, 1, "one "+w.arg()+" at most"),
		Exit: []int{3, 4, 5, 6, 10},
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	cmd.Flags().StringVar(&o.expiring, "expiring-within", "", "only those that end within this `AGE`, or have ended: 30d, 12h")
	return cmd
}

func runKeyList(ctx context.Context, o *keyListOptions) error {
	before, err := o.before()
	if err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	owners, err := o.owners(ctx, dir)
	if err != nil {
		return err
	}
	p, err := o.app.Printer("table")
	if err != nil {
		return err
	}
	found := 0
	if err := p.List(o.columns(), o.keys(owners, before, &found)); err != nil {
		return err
	}
	if o.expiring != "" && found > 0 {
		return cmdkit.ErrNoteworthy
	}
	return nil
}

// before is the time up to which keys are shown that end, zero for all.
func (o *keyListOptions) before() (time.Time, error) {
	if o.expiring == "" {
		return time.Time{}, nil
	}
	age, err := cmdkit.ParseAge(o.expiring)
	if err != nil {
		return time.Time{}, cmdkit.Usagef("--expiring-within: %v", err)
	}
	return o.app.Now().Add(age), nil
}

// owners gives the one that is named, else all.
func (o *keyListOptions) owners(ctx context.Context, dir directory.Directory) (iter.Seq2[*odata.Object, error], error) {
	if o.name == "" {
		return dir.List(ctx, o.Noun.All(), odata.Query{Select: credentialProperties()}), nil
	}
	one, err := cmdkit.Find(ctx, dir, o.Noun, o.name, credentialProperties())
	return cmdkit.One(one), err
}

// keys gives a row for each key of the owners that ends before a time,
// and counts them.
func (o *keyListOptions) keys(owners iter.Seq2[*odata.Object, error], before time.Time, found *int) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for one, err := range owners {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, row := range o.rows(one) {
				if !before.IsZero() && signing.End(row).After(before) {
					continue
				}
				*found++
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// rows are the keys of one owner as they are listed.
func (o *keyListOptions) rows(one *odata.Object) []*odata.Object {
	var rows []*odata.Object
	for _, kind := range []struct{ property, name string }{{"keyCredentials", "certificate"}, {"passwordCredentials", "secret"}} {
		for _, c := range signing.Credentials(one, kind.property) {
			rows = append(rows, odata.NewObject(
				o.Noun.Name, one.String("displayName"), "appId", one.String("appId"), "kind", kind.name,
				"displayName", text(c.String("displayName")), "keyId", c.String("keyId"), "thumbprint", text(signing.Thumbprint(c)),
				"startDateTime", text(c.String("startDateTime")), "endDateTime", text(c.String("endDateTime")),
				"daysLeft", daysLeft(c, o.app.Now()), "usage", text(c.String("usage"))))
		}
	}
	return rows
}

// text is a string of JSON, or null for what is not there.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// daysLeft is the number of days until a key ends, a begun one counted; below
// zero if it has ended, nil if it never does.
func daysLeft(c *odata.Object, now time.Time) any {
	end, err := time.Parse(time.RFC3339, c.String("endDateTime"))
	if err != nil {
		return nil
	}
	days := end.Sub(now).Hours() / 24
	if days < 0 {
		return int(math.Floor(days))
	}
	return int(math.Ceil(days))
}

func (o *keyListOptions) columns() []output.Column {
	return []output.Column{
		cmdkit.Column(o.Noun.Name),
		cmdkit.Column("daysLeft"),
		cmdkit.Column("displayName"),
		cmdkit.KeyColumn("keyId"),
		cmdkit.Column("kind"),
		cmdkit.Column("endDateTime"),
		cmdkit.Column("thumbprint"),
		cmdkit.Column("usage"),
		cmdkit.WideColumn("startDateTime"),
		cmdkit.WideColumn("appId"),
	}
}
