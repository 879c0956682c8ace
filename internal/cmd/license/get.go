package licensecmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// getOptions are the inputs of license get.
type getOptions struct {
	app  *app.App
	user string
	list cmdkit.LocalList
}

func newGet(a *app.App, run func(context.Context, *getOptions) error) *cobra.Command {
	o := &getOptions{app: a, list: cmdkit.LocalList{App: a, Plural: "licences"}}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "get USER",
		Short: "Show the licences of a user and where they come from",
		Long: `Shows each licence of a user: whether it is the user's own (direct) or which
group gives it, the plans of it that are off, and its state. A user may have a
product from several sides; then a plan is off only if it is off in all of them.`,
		Examples: []string{
			`license get gustav.schwarzkopf@contoso.onmicrosoft.com`,
			`license get gustav.schwarzkopf@contoso.onmicrosoft.com --filter "state eq 'Error'" -o json`,
		},
		Args:     cmdkit.Args(1, 1, "one USER"),
		Exit:     []int{3, 4, 5, 10},
		Complete: cmdkit.CompleteNames(a, noun.User()),
	}, func(ctx context.Context, args []string) error {
		o.user = args[0]
		return run(ctx, o)
	})
	o.list.AddFlags(cmd)
	cmdkit.CompleteFlag(cmd, "select", "skuPartNumber", "source", "disabledPlanNames", "state", "error", "skuId")
	return cmd
}

func runGet(ctx context.Context, o *getOptions) error {
	if err := o.list.Check(); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	if !dir.Supports(directory.CanExplain) {
		return apierr.New(apierr.Unsupported, "", fmt.Sprintf("this directory has no %s: where licences come from is not known here", directory.CanExplain)).
			WithHint("`tenantctl license explain " + o.user + "` shows what is known")
	}
	u, err := cmdkit.Find(ctx, dir, noun.User(), o.user, userProperties(dir))
	if err != nil {
		return err
	}
	rows, err := describe(ctx, dir, u)
	if err != nil {
		return err
	}
	if len(rows) == 0 && !o.app.Flags.Quiet {
		fmt.Fprintf(o.app.IO.Err, "%s has no licence\n", o.user)
	}
	return o.list.Print(licenseColumns(), cmdkit.One(rows...))
}

func licenseColumns() []output.Column {
	return []output.Column{
		cmdkit.KeyColumn("skuPartNumber"),
		cmdkit.Column("source"),
		cmdkit.Column("state"),
		cmdkit.Column("error"),
		{Name: "disabledPlans", Value: func(o *odata.Object) string { return strings.Join(o.Strings("disabledPlanNames"), ";") }},
		cmdkit.Column("skuId"),
		cmdkit.WideColumn("assignedByGroup"),
		cmdkit.WideColumn("lastUpdatedDateTime"),
	}
}

// describe gives a user's licenceAssignmentStates with the names of what they
// refer to: the members skuPartNumber, source ("direct", or the group's name)
// and disabledPlanNames.
func describe(ctx context.Context, dir directory.Directory, user *odata.Object) ([]*odata.Object, error) {
	raw, _ := user.Raw("licenseAssignmentStates")
	states, err := odata.ParseList(orEmpty(raw))
	if err != nil || len(states) == 0 {
		return nil, err
	}
	all, err := readProducts(ctx, dir)
	if err != nil {
		return nil, err
	}
	groups := groupNames{dir: dir, known: map[string]string{}}
	var rows []*odata.Object
	for _, s := range states {
		source, err := groups.source(ctx, s)
		if err != nil {
			return nil, err
		}
		p, err := all.find(s.String("skuId"))
		if err != nil {
			p = product{name: s.String("skuId")} // no longer bought
		}
		row := odata.NewObject("skuPartNumber", p.name, "source", source, "disabledPlanNames", p.planNames(s.Strings("disabledPlans")))
		for name, value := range s.All() {
			row.Set(name, value)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func orEmpty(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 || string(raw) == "null" {
		return json.RawMessage("[]")
	}
	return raw
}

// groupNames finds out what groups are called, each once.
type groupNames struct {
	dir   directory.Directory
	known map[string]string
}

// source says where an assignment comes from.
func (g *groupNames) source(ctx context.Context, state *odata.Object) (string, error) {
	id := state.String("assignedByGroup")
	if id == "" {
		return "direct", nil
	}
	return g.name(ctx, id)
}

// name is what a group is called: its id, if it is being deleted, or is not
// for the caller to read.
func (g *groupNames) name(ctx context.Context, id string) (string, error) {
	if name, ok := g.known[id]; ok {
		return name, nil
	}
	o, err := g.dir.Get(ctx, noun.Group().Ref(id), odata.Query{Select: []string{"displayName"}})
	switch {
	case errors.Is(err, apierr.NotFound), errors.Is(err, apierr.Forbidden):
		g.known[id] = id
	case err != nil:
		return "", err
	default:
		g.known[id] = o.String("displayName")
	}
	return g.known[id], nil
}
