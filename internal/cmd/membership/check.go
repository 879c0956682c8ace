package membershipcmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkOptions are the inputs of membership check.
type checkOptions struct {
	app    *app.App
	who    principal
	groups []string
	file   string
}

func newCheck(a *app.App, run func(context.Context, *checkOptions) error) *cobra.Command {
	o := &checkOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "check PRINCIPAL GROUP...",
		Short: "Tell of which of some groups something is a member",
		Long: `Tells for each group whether PRINCIPAL is a member of it, directly or through
other groups. PRINCIPAL is a user (UPN or id), a group (id, alias or name), a
contact (id, name or mail) or a service principal (id, appId or name); groups go
by id, alias or name, in any number: as arguments, from a file (--file) or, for
the argument "-", from standard input, one a line. The answer has a row for each
group, in the order asked, each group once; -o id prints the ids of those that
it is a member of.

To be no member is an answer like another: the exit code is 0. It is 3 if a
group is not there; the others are answered all the same. For a yes or no as
exit code see membership test.`,
		Examples: []string{
			`membership check gustav.schwarzkopf@contoso.onmicrosoft.com dept-operations country-de`,
			`membership check gustav.schwarzkopf@contoso.onmicrosoft.com $(tenantctl group list --top 30 -o id) -o csv`,
			`membership check dept-operations country-de --type group`,
		},
		Args:     principalAndGroups(&o.file),
		Exit:     []int{3, 4, 5, 10},
		Complete: cmdkit.CompleteArgs(o.who.complete(a), cmdkit.CompleteNames(a, noun.Group())),
	}, func(ctx context.Context, args []string) error {
		o.who.arg, o.groups = args[0], args[1:]
		return run(ctx, o)
	})
	o.who.addFlags(cmd)
	cmd.Flags().StringVarP(&o.file, "file", "f", "", "read further groups from this `FILE`, one a line (- for standard input)")
	cmdkit.CompleteFiles(cmd, "file", "txt", "csv")
	return cmd
}

// principalAndGroups asks for a principal and groups, unless a file names
// them.
func principalAndGroups(file *string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		least := 2
		if *file != "" {
			least = 1
		}
		return cmdkit.Args(least, -1, "PRINCIPAL and GROUP (one or more, - or --file)")(cmd, args)
	}
}

func runCheck(ctx context.Context, o *checkOptions) error {
	lines, err := o.lines()
	if err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	who, err := o.who.find(ctx, dir)
	if err != nil {
		return err
	}
	all, err := findGroups(ctx, dir, lines)
	if err != nil {
		return err
	}
	in, err := memberOf(ctx, dir, who, all.found)
	if err != nil {
		return err
	}
	p, err := o.app.Printer("table")
	if err != nil {
		return err
	}
	if err := p.List(checkColumns(), cmdkit.One(o.rows(all.found, in)...)); err != nil {
		return err
	}
	return all.err(len(lines))
}

// lines are the groups of arguments and file. There must be one at least.
func (o *checkOptions) lines() ([]cmdkit.Line, error) {
	lines, err := cmdkit.ArgLines(o.app, o.groups)
	if err != nil {
		return nil, err
	}
	more, err := cmdkit.ReadLines(o.app, o.file)
	if err != nil {
		return nil, err
	}
	if lines = append(lines, more...); len(lines) == 0 {
		return nil, cmdkit.Usagef("no group is named").WithHint("write one group a line: the id, alias or name")
	}
	return lines, nil
}

// memberOf asks of which groups an object is a member; it gives their ids,
// folded.
func memberOf(ctx context.Context, dir directory.Directory, who cmdkit.Match, groups []*odata.Object) (map[string]bool, error) {
	in := map[string]bool{}
	if len(groups) == 0 {
		return in, nil
	}
	ids := make([]string, len(groups))
	for i, g := range groups {
		ids[i] = g.ID()
	}
	answer, err := call(ctx, dir, who, "checkMemberGroups", odata.NewObject("groupIds", ids))
	for _, id := range answer.Strings("value") {
		in[odata.Fold(id)] = true
	}
	return in, err
}

// rows are the answers; where only ids are printed, those of the groups that
// it is a member of.
func (o *checkOptions) rows(groups []*odata.Object, in map[string]bool) []*odata.Object {
	var rows []*odata.Object
	for _, g := range groups {
		member := in[odata.Fold(g.ID())]
		if member || !onlyIDs(o.app) {
			rows = append(rows, odata.NewObject("id", g.ID(), "displayName", g.String("displayName"), "member", member))
		}
	}
	return rows
}

// onlyIDs tells whether nothing but ids is printed.
func onlyIDs(a *app.App) bool {
	return a.Format("table") == "id" && a.Flags.Query == "" && a.Flags.JQ == ""
}

func checkColumns() []output.Column {
	return []output.Column{cmdkit.KeyColumn("id"), cmdkit.Column("displayName"), cmdkit.Column("member")}
}
