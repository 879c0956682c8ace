package groupcmd

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createOptions are the inputs of group create.
type createOptions struct {
	app    *app.App
	noun   *cmdkit.Noun
	fields *cmdkit.FieldFlags
	file   string
	kind   string
	name   string
}

func newCreate(a *app.App, run func(context.Context, *createOptions) error) *cobra.Command {
	o := &createOptions{app: a, noun: noun.Group()}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "create NAME [flags]",
		Short: "Create a group",
		Long: `Creates a security group, or a Microsoft 365 group with --type microsoft365.
Without --mail-nickname the alias is made from the name.`,
		Examples: []string{
			`group create "Sales Germany" --mail-nickname sales-de`,
			`group create "Project 99" --type microsoft365 --visibility Private`,
		},
		Args: cmdkit.Args(1, 1, "one NAME"),
		Exit: []int{4, 5, 10, 11},
	}, func(ctx context.Context, args []string) error {
		o.name = args[0]
		return run(ctx, o)
	})
	o.fields = cmdkit.AddFields(cmd.Flags(), o.noun, "displayName")
	cmd.Flags().StringVar(&o.kind, "type", "security", "`KIND` of group: security or microsoft365")
	cmdkit.CompleteFlag(cmd, "type", "security", "microsoft365")
	cmdkit.CompleteFields(cmd, o.noun)
	cmdkit.AddFile(cmd, &o.file)
	o.fields.AddSet(cmd)
	return cmd
}

func runCreate(ctx context.Context, o *createOptions) error {
	body, err := o.complete()
	if err != nil {
		return err
	}
	if err := o.checkFree(ctx, body.String("mailNickname")); err != nil {
		return err
	}
	return cmdkit.CreateAndPrint(ctx, cmdkit.Creation{
		App: o.app, Noun: o.noun, Body: body,
		Spec: task.Spec{Type: "create.group", Ops: []*directory.Operation{{
			Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: "groups"},
			Body: body, Target: o.name,
		}}},
	})
}

// complete makes the body from file, flags and defaults.
func (o *createOptions) complete() (*odata.Object, error) {
	body, err := cmdkit.Body(o.app, o.file, o.fields)
	if err != nil {
		return nil, err
	}
	if err := o.noun.SetName(body, "displayName", o.name); err != nil {
		return nil, err
	}
	if body.String("mailNickname") == "" {
		body.Set("mailNickname", alias(o.name))
	}
	if err := edm.CheckMailNickname(body.String("mailNickname")); err != nil {
		return nil, cmdkit.Usagef("--mail-nickname: %v", err).
			WithHint("give an alias of letters, digits, dots and dashes: --mail-nickname sales-de")
	}
	return body, o.setKind(body)
}

// setKind sets what makes a group a security group or a Microsoft 365 group
// (Graph: group types).
func (o *createOptions) setKind(body *odata.Object) error {
	switch o.kind {
	case "security":
		body.Set("mailEnabled", false)
		body.Set("securityEnabled", true)
	case "microsoft365":
		body.Set("groupTypes", []string{"Unified"})
		body.Set("mailEnabled", true)
		body.Set("securityEnabled", false)
	default:
		return cmdkit.Usagef("--type is security or microsoft365, not %q", o.kind)
	}
	return nil
}

// checkFree refuses an alias that a group has: the directory itself would
// take two security groups of one alias, and then none could be named by it.
func (o *createOptions) checkFree(ctx context.Context, alias string) error {
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	q := odata.Query{Select: []string{"id", "displayName"}, Filter: "mailNickname eq " + odata.QuoteString(alias)}
	for g, err := range dir.List(ctx, directory.Ref{Set: "groups"}, q) {
		if errors.Is(err, apierr.Forbidden) {
			return nil // who may create groups need not be one who may list them
		}
		if err != nil {
			return err
		}
		return apierr.New(apierr.Conflict, "group "+o.name, "the alias "+alias+" is that of the group "+g.String("displayName")).
			WithHint("choose another with --mail-nickname, or change that group: tenantctl group update " + alias)
	}
	return nil
}

// alias makes a mail alias of a name: lower case, a dash for what an alias
// cannot hold.
func alias(name string) string {
	dashed := strings.Map(func(r rune) rune {
		switch {
		case r < 128 && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '_'):
			return r
		}
		return '-'
	}, strings.ToLower(name))
	return strings.Trim(strings.Join(strings.FieldsFunc(dashed, func(r rune) bool { return r == '-' }), "-"), "-.")
}
