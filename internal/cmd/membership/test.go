package membershipcmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// testOptions are the inputs of membership test.
type testOptions struct {
	app   *app.App
	who   principal
	group string
}

func newTest(a *app.App, run func(context.Context, *testOptions) error) *cobra.Command {
	o := &testOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "test PRINCIPAL GROUP",
		Short: "Tell whether something is a member of a group, by exit code too",
		Long: `Prints true if PRINCIPAL is a member of GROUP, directly or through other groups,
and false if it is not; the exit code is 0 or 6. PRINCIPAL is a user (UPN or id),
a group (id, alias or name), a contact (id, name or mail) or a service principal
(id, appId or name).

It prints the same bare word in every format: it is the boolean of JSON.`,
		Examples: []string{
			`membership test gustav.schwarzkopf@contoso.onmicrosoft.com country-de`,
			`membership test dept-operations country-de --type group`,
		},
		Args:     cmdkit.Args(2, 2, "PRINCIPAL and GROUP"),
		Exit:     []int{3, 4, 5, 6, 10},
		Complete: cmdkit.CompleteArgs(o.who.complete(a), oneGroup(a)),
	}, func(ctx context.Context, args []string) error {
		o.who.arg, o.group = args[0], args[1]
		return run(ctx, o)
	})
	o.who.addFlags(cmd)
	return cmd
}

// oneGroup completes the second argument and none after it.
func oneGroup(a *app.App) cobra.CompletionFunc {
	names := cmdkit.CompleteNames(a, noun.Group())
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 1 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names(cmd, args, typed)
	}
}

func runTest(ctx context.Context, o *testOptions) error {
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	who, err := o.who.find(ctx, dir)
	if err != nil {
		return err
	}
	group, err := cmdkit.Find(ctx, dir, noun.Group(), o.group, []string{"id", "displayName"})
	if err != nil {
		return err
	}
	member, err := isMember(ctx, dir, who, group)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(o.app.IO.Out, member); err != nil || member {
		return err
	}
	return cmdkit.ErrNoteworthy
}

// isMember asks the function that there is for one group, or else that for
// several.
func isMember(ctx context.Context, dir directory.Directory, who cmdkit.Match, group *odata.Object) (bool, error) {
	if !dir.Supports(directory.CanIsMemberOf) {
		in, err := memberOf(ctx, dir, who, []*odata.Object{group})
		return in[odata.Fold(group.ID())], err
	}
	ref := directory.Ref{Set: "directoryObjects", Path: "isMemberOf"}
	answer, err := dir.Call(ctx, ref, odata.NewObject("groupId", group.ID(), "memberId", who.Object.ID()))
	if err != nil {
		return false, err
	}
	member, ok := answer.Bool("value")
	if !ok {
		return false, apierr.New(apierr.Other, ref.String(), "the answer is neither true nor false")
	}
	return member, nil
}
