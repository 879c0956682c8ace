package cmdkit

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Export makes the verb export of a noun: objects as YAML documents that apply
// takes, on this directory or another one.
func Export(a *app.App, n *Noun, examples ...string) *cobra.Command {
	declare(a, n)
	return New(Spec{
		Use:   n.use("export", "..."),
		Short: "Write " + n.plural() + " as YAML that apply takes back",
		Long: fmt.Sprintf(`Writes what apply can write, one YAML document an object: no ids that the
directory gave and no secrets. What is left out though the %s has it
(certificates, passwords, what goes with them) is named, on standard error
and in a comment. What hangs on it (owners, policies, ...) has commands of its
own.`, n.word()),
		Examples: examples,
		Args:     n.alone(-1),
		Exit:     []int{3, 4, 5, 10},
		Complete: CompleteNames(a, n),
	}, func(ctx context.Context, args []string) error {
		if format := a.Flags.Output; format != "" && format != "yaml" {
			return Usagef("export writes YAML, not %s", format).WithHint(fmt.Sprintf("`tenantctl %s` shows an object in other formats", n.command("get")))
		}
		dir, err := a.Directory(ctx)
		if err != nil {
			return err
		}
		var text []byte
		for i, arg := range args {
			f, err := n.find(ctx, dir, arg, n.writableNames())
			if err != nil {
				return err
			}
			if i > 0 {
				text = append(text, "---\n"...)
			}
			text = n.appendDocument(text, f.Object)
			if lost, _ := n.leftOut(f.Object); len(lost) > 0 && !a.Flags.Quiet {
				fmt.Fprintf(a.IO.Err, "%s: left out %s\n", Match{n, f.Object}.Name(), enumerated(lost))
			}
		}
		_, err = a.IO.Out.Write(text)
		return err
	})
}

// appendDocument appends an object as a document of its own.
func (n *Noun) appendDocument(text []byte, o *odata.Object) []byte {
	text = fmt.Appendf(text, "# The %s %q", n.word(), Match{n, o}.Name())
	lost, remade := n.leftOut(o)
	if len(lost) > 0 {
		text = append(text, ", without "+enumerated(lost)...)
	}
	text = append(text, ".\n"...)
	if len(remade) > 0 {
		text = append(text, "# From "+n.maker()+": "+enumerated(remade)+".\n"...)
	}
	return output.AppendYAML(text, n.document(o, false))
}

// leftOut names what an object has and its document has not: what is lost with
// it, and what the service makes again.
func (n *Noun) leftOut(o *odata.Object) (lost, remade []string) {
	for _, p := range n.Apart {
		var list []struct{}
		if o.Decode(p.Property, &list) == nil && len(list) > 0 {
			lost = append(lost, fmt.Sprintf("%s (%d, see %s)", p.Property, len(list), p.Command))
		}
	}
	t := edm.Lookup(n.Type)
	for _, d := range n.Derived {
		raw, _ := o.Raw(d.Property)
		p, _ := t.Property(d.Property)
		switch {
		case documented{owner: t}.value(p, p.Name, raw) == nil:
		case d.Remade:
			remade = append(remade, d.Property)
		default:
			lost = append(lost, d.Property+" (of "+d.From+")")
		}
	}
	if _, has := t.Property("logo"); has && !o.Object("info").IsNull("logoUrl") {
		lost = append(lost, "logo (a picture)")
	}
	return lost, remade
}

// maker is that from which the service makes properties of the noun.
func (n *Noun) maker() string {
	i := slices.IndexFunc(n.Derived, func(d Derived) bool { return d.Remade })
	return n.Derived[max(i, 0)].From
}

// enumerated makes an enumeration of words.
func enumerated(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
