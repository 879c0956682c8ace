// Package cmdkit holds the forms that commands are made of: the generic
// verbs over a noun's table (list, get, update, delete, restore, relations),
// the flags that verbs share, and the ways from an argument to an object and
// from an operation to a printed result. Nouns live in internal/cmd.
package cmdkit

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Spec describes a command: what help, documentation and the check of the
// command tree need to know of it.
type Spec struct {
	// Use is the usage line without the parents: "get USER".
	Use     string
	Aliases []string
	Short   string
	// Long says what Short cannot, "" if there is nothing to add.
	Long string
	// Examples are command lines that work when pasted, without "tenantctl".
	Examples []string
	// Args checks the arguments; nil allows none.
	Args cobra.PositionalArgs
	// Exit are the codes that the command can end with besides 0, 1, 2, 130.
	Exit []int
	// Complete gives values for arguments, nil for none.
	Complete cobra.CompletionFunc
}

// exitAnnotation is the annotation of a command that lists its exit codes.
const exitAnnotation = "exit-codes"

// New makes a command that runs run.
func New(s Spec, run func(ctx context.Context, args []string) error) *cobra.Command {
	args := s.Args
	if args == nil {
		args = NoArgs
	}
	complete := s.Complete
	if complete == nil {
		complete = cobra.NoFileCompletions
	}
	if !strings.HasSuffix(s.Use, "[flags]") {
		s.Use += " [flags]"
	}
	return &cobra.Command{
		Use:                   s.Use,
		Aliases:               s.Aliases,
		Short:                 s.Short,
		Long:                  s.Long,
		Example:               examples(s.Examples),
		Args:                  args,
		ValidArgsFunction:     complete,
		DisableFlagsInUseLine: true,
		Annotations:           map[string]string{exitAnnotation: fmt.Sprint(s.Exit)},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := noEmptyFiles(cmd.Flags()); err != nil {
				return err
			}
			return run(cmd.Context(), args)
		},
	}
}

// noEmptyFiles refuses an empty name of a file: mostly a variable of a script
// that is not set, where a secret would otherwise go to standard output.
func noEmptyFiles(flags *pflag.FlagSet) error {
	var err error
	flags.Visit(func(f *pflag.Flag) {
		if f.Value.String() == "" && (strings.HasSuffix(f.Name, "file") || strings.HasSuffix(f.Name, "-out")) {
			err = Usagef("--%s names a file, and its value is empty", f.Name)
		}
	})
	return err
}

// Group makes a command that only holds others. Without a known verb it is
// bad usage that names the near ones.
func Group(use, short string, subs ...*cobra.Command) *cobra.Command {
	g := &cobra.Command{
		Use:   use,
		Short: short,
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return UnknownVerb(cmd, args)
		},
	}
	g.AddCommand(subs...)
	return g
}

// Section is those commands of a group that its help lists under one title.
type Section struct {
	Title    string
	Commands []*cobra.Command
}

// Sections is Group for many commands: help lists them section by section.
func Sections(use, short string, sections ...Section) *cobra.Command {
	g := Group(use, short)
	for _, s := range sections {
		g.AddGroup(&cobra.Group{ID: s.Title, Title: s.Title + ":"})
		for _, c := range s.Commands {
			c.GroupID = s.Title
		}
		g.AddCommand(s.Commands...)
	}
	return g
}

// UnknownVerb is the error of a group that was given no verb, or one that
// it does not have.
func UnknownVerb(cmd *cobra.Command, args []string) error {
	var known []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			known = append(known, c.Name())
		}
	}
	if len(args) == 0 {
		return Usagef("%s needs one of: %s", cmd.CommandPath(), strings.Join(known, ", "))
	}
	err := Usagef("%s has no %q", cmd.CommandPath(), args[0])
	near := meant(args[0], known)
	if len(near) == 0 {
		near = edm.Near(args[0], known)
	}
	if len(near) > 0 {
		return err.WithHint(fmt.Sprintf("did you mean %s?", quoteJoin(near)))
	}
	return err.WithHint("it has: " + strings.Join(known, ", "))
}

// Usagef makes an error of bad usage (exit 2).
func Usagef(format string, args ...any) *apierr.Error {
	return apierr.New(apierr.Usage, "", fmt.Sprintf(format, args...))
}

// NoArgs refuses arguments.
func NoArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return Usagef("%s takes no argument, but was given %q", cmd.CommandPath(), args[0])
	}
	return nil
}

// Args asks for at least min arguments and at most max (-1: any number).
// what names them, as in the usage line.
func Args(min, max int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < min:
			return Usagef("%s needs %s", cmd.CommandPath(), what)
		case max >= 0 && len(args) > max:
			return Usagef("%s takes %s, but was given %d arguments", cmd.CommandPath(), what, len(args)).
				WithHint("put a name with spaces in quotes")
		}
		for _, a := range args {
			if strings.TrimSpace(a) == "" {
				return Usagef("%s: an argument is empty; it needs %s", cmd.CommandPath(), what)
			}
		}
		return nil
	}
}

func examples(lines []string) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("  tenantctl " + l)
	}
	return b.String()
}

func quoteJoin(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	return strings.Join(quoted, " or ")
}
