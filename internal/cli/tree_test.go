package cli_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/iostreams"
)

func tree(t *testing.T) *cobra.Command {
	t.Helper()
	io, _, _, _ := iostreams.Test()
	home := t.TempDir()
	env := func(name string) string {
		if name == "TENANTCTL_HOME" {
			return home
		}
		return ""
	}
	return cli.Tree(cli.Options{IO: io, Env: env, Now: time.Now})
}

// walk visits every command that a user can run.
func walk(c *cobra.Command, visit func(*cobra.Command)) {
	for _, sub := range c.Commands() {
		if sub.HasSubCommands() {
			walk(sub, visit)
			continue
		}
		if sub.Name() != "help" {
			visit(sub)
		}
	}
}

// TestTree walks over the commands: each says what it does, has examples
// that parse, and its exit codes.
func TestTree(t *testing.T) {
	t.Parallel()
	seen := 0
	walk(tree(t), func(c *cobra.Command) {
		seen++
		path := c.CommandPath()
		if c.Short == "" || strings.HasSuffix(c.Short, ".") || len(c.Short) > 70 {
			t.Errorf("%s: the summary %q is empty, long or ends with a dot", path, c.Short)
		}
		if c.Annotations["exit-codes"] == "" {
			t.Errorf("%s: no exit codes", path)
		}
		if c.ValidArgsFunction == nil {
			t.Errorf("%s: nothing completes its arguments", path)
		}
		if c.Example == "" {
			t.Errorf("%s: no example", path)
		}
		for one := c; one.HasParent(); one = one.Parent() {
			if above := one.Parent(); len(above.Groups()) > 0 && !above.ContainsGroup(one.GroupID) {
				t.Errorf("%s: the help of %q lists it nowhere", one.CommandPath(), above.CommandPath())
			}
		}
		for _, line := range strings.Split(c.Example, "\n") {
			checkExample(t, c, strings.TrimSpace(line))
		}
	})
	if seen < 30 {
		t.Errorf("only %d commands were walked over", seen)
	}
}

// checkExample parses an example as the program would, with everything but
// the running.
func checkExample(t *testing.T, c *cobra.Command, line string) {
	t.Helper()
	words, err := shellWords(line)
	if err != nil || len(words) < 2 || words[0] != "tenantctl" {
		t.Errorf("%s: the example %q is no command line of tenantctl (%v)", c.CommandPath(), line, err)
		return
	}
	root := tree(t)
	found, rest, err := root.Find(words[1:])
	if err != nil || found.CommandPath() != c.CommandPath() {
		t.Errorf("the example %q runs %q (%v), not %q", line, found.CommandPath(), err, c.CommandPath())
		return
	}
	if err := found.ParseFlags(rest); err != nil {
		t.Errorf("the example %q: %v", line, err)
		return
	}
	if err := found.ValidateArgs(found.Flags().Args()); err != nil {
		t.Errorf("the example %q: %v", line, err)
	}
	if err := found.ValidateFlagGroups(); err != nil {
		t.Errorf("the example %q: %v", line, err)
	}
}

// TestFlagsMeanOneThing checks that a flag of one name has one type and, if
// it has a shorthand, one meaning, wherever it stands. A list of strings is
// written like a string.
func TestFlagsMeanOneThing(t *testing.T) {
	t.Parallel()
	type meaning struct{ where, name, kind string }
	long, short := map[string]meaning{}, map[string]meaning{}
	root := tree(t)
	check := func(c *cobra.Command) {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			m := meaning{c.CommandPath(), f.Name, strings.TrimSuffix(f.Value.Type(), "Slice")}
			if old, ok := long[f.Name]; ok && old.kind != m.kind {
				t.Errorf("--%s is a %s in %q and a %s in %q", f.Name, old.kind, old.where, m.kind, m.where)
			}
			long[f.Name] = m
			if old, ok := short[f.Shorthand]; ok && f.Shorthand != "" && old.name != f.Name {
				t.Errorf("-%s is --%s in %q and --%s in %q", f.Shorthand, old.name, old.where, f.Name, m.where)
			}
			short[f.Shorthand] = m
			if f.Usage == "" || strings.HasSuffix(f.Usage, ".") {
				t.Errorf("%s --%s: usage %q", c.CommandPath(), f.Name, f.Usage)
			}
		})
	}
	check(root)
	walk(root, check)
}

// TestLazyEqualsEager builds a noun alone, as a command line does, and
// compares its help with that of the whole tree.
func TestLazyEqualsEager(t *testing.T) {
	t.Parallel()
	walk(tree(t), func(c *cobra.Command) {
		words := append(strings.Fields(c.CommandPath())[1:], "--help")
		s, _, out, _ := iostreams.Test()
		cli.Run(t.Context(), cli.Options{Args: words, IO: s, Env: func(string) string { return "" }, Now: time.Now})
		if !strings.Contains(out.String(), c.UseLine()) || !strings.Contains(out.String(), c.Example) {
			t.Errorf("%s: its help, built alone, is\n%s", c.CommandPath(), out)
		}
	})
}

// shellWords splits a line as a shell does, as far as examples go: quotes,
// and $(...) as one word.
func shellWords(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	quote, depth, begun := rune(0), 0, false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '(' || r == ')':
			depth += map[rune]int{'(': 1, ')': -1}[r]
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, begun = r, true
		case r == ' ' && depth == 0:
			if begun {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quote != 0 || depth != 0 {
		return nil, errors.Join(errors.New("a quote or bracket is open"), io.ErrUnexpectedEOF)
	}
	if begun {
		words = append(words, word.String())
	}
	return words, nil
}
