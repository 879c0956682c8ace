package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/auth"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/internal/output"
)

// root is one run of the program: the root command, what commands are given,
// and what was opened for them.
type root struct {
	root     *cobra.Command
	app      *app.App
	options  Options
	closers  []func()
	keptBack *keptBack    // the requests of a dry run, nil without one
	source   *auth.Source // who signs in; nil for the embedded directory
	trials   *auth.Config // how other applications do, nil at first
	helpErr  error        // why help could not be printed
	version  bool         // --version
}

func newRoot(o Options) *root {
	r := &root{options: o}
	r.app = r.wire()
	r.root = &cobra.Command{
		Use:               "tenantctl",
		Short:             "Run a directory: users, groups, licences, applications",
		Long:              rootLong,
		Example:           rootExample,
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              cobra.ArbitraryArgs,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		PersistentPreRunE: r.prepare,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case r.version:
				return r.printVersion()
			case len(args) == 0:
				return cmd.Help()
			}
			return cmdkit.UnknownVerb(cmd, args)
		},
	}
	r.root.SetOut(iostreams.Visible(o.IO.Out)) // completion offers what a directory calls its objects
	r.root.SetErr(o.IO.Err)
	r.root.SetIn(o.IO.In)
	r.root.SetFlagErrorFunc(flagError)
	r.addVersion()
	r.addFlags()
	r.addHelp()
	r.root.AddGroup(
		&cobra.Group{ID: groupObjects, Title: "Objects:"},
		&cobra.Group{ID: groupBulk, Title: "Many at once:"},
		&cobra.Group{ID: groupTool, Title: "The program:"},
	)
	for _, e := range entries() {
		r.root.AddCommand(e.stub())
	}
	return r
}

// Tree builds the whole command tree, for documentation and tests.
func Tree(o Options) *cobra.Command { return newRoot(o).full() }

func (r *root) addFlags() {
	f := r.app.Flags
	p := r.root.PersistentFlags()
	p.StringVarP(&f.Profile, "profile", "p", "", "work on the directory of this profile (`NAME`; default local, the embedded directory)")
	p.StringVarP(&f.Output, "output", "o", "", "`FORMAT` of results: table, wide, json, jsonl, yaml, csv, tsv, id")
	p.StringVar(&f.Query, "query", "", "print what this JMESPath `EXPRESSION` selects")
	p.StringVar(&f.JQ, "jq", "", "print what this jq `EXPRESSION` gives")
	p.BoolVar(&f.DryRun, "dry-run", false, "print the requests that would change something, and send none")
	p.BoolVarP(&f.Yes, "yes", "y", false, "answer questions with yes; never lifts a safety limit")
	p.DurationVar(&f.Deadline, "deadline", 0, "give up after this `TIME` (30s, 5m)")
	p.BoolVarP(&f.Quiet, "quiet", "q", false, "print results and errors only")
	p.BoolVarP(&f.Verbose, "verbose", "v", false, "show requests and answers on standard error, secrets masked")
	p.BoolVar(&f.NoColor, "no-color", false, "no colours")
	p.StringVar(&f.Reason, "reason", "", "keep this `TEXT` in the journal")
	p.BoolVar(&f.NoJournal, "no-journal", false, "keep no record: the change cannot be resumed or undone")
	formats := cobra.FixedCompletions(output.Formats(), cobra.ShellCompDirectiveNoFileComp)
	if err := r.root.RegisterFlagCompletionFunc("output", formats); err != nil {
		panic(err)
	}
	r.completeProfiles()
}

// prepare checks the global flags before a command does anything.
func (r *root) prepare(cmd *cobra.Command, _ []string) error {
	if r.version {
		return nil
	}
	f := r.app.Flags
	if f.NoColor {
		r.app.IO.Color, r.app.IO.ErrColor = false, false
	}
	if f.Deadline < 0 {
		return cmdkit.Usagef("--deadline is a length of time from now, not %s", f.Deadline)
	}
	if f.Deadline > 0 {
		ctx, cancel := context.WithTimeout(cmd.Context(), f.Deadline)
		r.closers = append(r.closers, cancel)
		cmd.SetContext(ctx)
	}
	if f.DryRun {
		r.keptBack = &keptBack{app: r.app}
	}
	if f.Output == "" && f.Query == "" && f.JQ == "" {
		return nil
	}
	_, err := r.app.Printer("table")
	return err
}

// flagError turns cobra's word on a bad flag into a usage error that names
// the near flags. Where the verb before the flag does not exist, that is said.
func flagError(cmd *cobra.Command, err error) error {
	if words := cmd.Flags().Args(); cmd.HasSubCommands() && len(words) > 0 {
		return cmdkit.UnknownVerb(cmd, words)
	}
	return unknownFlag(cmd, err, cmdkit.Usagef("%v", err))
}

func (r *root) close() {
	for i := len(r.closers) - 1; i >= 0; i-- {
		r.closers[i]()
	}
}
