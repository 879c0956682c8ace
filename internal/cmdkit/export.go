package cmdkit

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
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
		Long: `Writes what apply can write, one YAML document an object: no ids that the
directory gave and no secrets. Certificates and passwords are left out; a
comment tells how many.`,
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
		}
		_, err = a.IO.Out.Write(text)
		return err
	})
}

// appendDocument appends an object as a document of its own.
func (n *Noun) appendDocument(text []byte, o *odata.Object) []byte {
	text = fmt.Appendf(text, "# The %s %q", n.word(), Match{n, o}.Name())
	var left []string
	for _, p := range n.Apart {
		var list []struct{}
		if o.Decode(p.Property, &list) == nil && len(list) > 0 {
			left = append(left, fmt.Sprintf("%s (%d, see %s)", p.Property, len(list), p.Command))
		}
	}
	if len(left) > 0 {
		text = append(text, ", without "+strings.Join(left, " and ")...)
	}
	text = append(text, ".\n"...)
	return output.AppendYAML(text, n.document(o, false))
}
