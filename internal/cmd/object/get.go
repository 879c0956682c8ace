package objectcmd

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// getOptions are the inputs of object get.
type getOptions struct {
	app    *app.App
	args   []string
	file   string
	types  []string
	picked []string

	missing []cmdkit.Line // ids that no object has
}

func newGet(a *app.App, run func(context.Context, *getOptions) error) *cobra.Command {
	o := &getOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "get ID...",
		Short: "Show objects of any type by their ids",
		Long: `Shows the objects that have these ids, whatever they are: users, groups,
applications, devices, roles. The ids come as arguments, from a file (--file),
or, where neither names one or the argument is "-", from standard input, one a
line and in any number. The answer is a list in the order asked, each object
once, printed as it comes.

If an id is that of no object, or of none that may be read, the others are
printed all the same, the error names it, and the exit code is 3. What is no id
at all is refused before anything is asked.

--type narrows to types of object, in the words of Microsoft Graph or of Azure
AD Graph, in any case: user, group, servicePrincipal, orgContact or Contact,
directoryRole or Role. Objects of other types then count as not there.`,
		Examples: []string{
			`object get $(tenantctl user list --top 1 -o id)`,
			`object get $(tenantctl group list --top 3 -o id) --type group --select id,displayName -o csv`,
		},
		Args: idsOrInput(a, &o.file),
		Exit: []int{3, 4, 5, 10},
	}, func(ctx context.Context, args []string) error {
		o.args = args
		return run(ctx, o)
	})
	cmd.Flags().StringVarP(&o.file, "file", "f", "", "read further ids from this `FILE`, one a line (- for standard input)")
	cmdkit.CompleteFiles(cmd, "file", "txt", "csv")
	cmd.Flags().StringSliceVar(&o.types, "type", nil, "only objects of this `TYPE`: user, group, device (may be repeated)")
	cmdkit.CompleteFlag(cmd, "type", typeNames()...)
	cmd.Flags().StringSliceVar(&o.picked, "select", nil, "ask for and print exactly these `properties`, in this order")
	cmdkit.CompleteWords(cmd, "select", properties)
	return cmd
}

// idsOrInput asks for ids where neither a file nor a pipe gives them.
func idsOrInput(a *app.App, file *string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 && (*file != "" || !a.IO.InTTY) {
			return nil
		}
		return cmdkit.Args(1, -1, "ID (one or more, - or --file)")(cmd, args)
	}
}

func runGet(ctx context.Context, o *getOptions) error {
	lines, err := o.lines()
	if err != nil {
		return err
	}
	if o.types, err = canonicalTypes(o.types); err != nil {
		return err
	}
	if err := o.checkSelect(); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	p, err := o.app.Printer("table")
	if err != nil {
		return err
	}
	columns := noun.Object().Columns
	if len(o.picked) > 0 {
		columns = output.Select(nil, o.picked)
	}
	if err := p.List(columns, o.objects(ctx, dir, lines)); err != nil {
		return err
	}
	return o.missed(len(lines))
}

// checkSelect gives the properties their right spelling and refuses those
// that no type of object has.
func (o *getOptions) checkSelect() error {
	object := edm.Lookup(noun.Object().Type)
	for i, name := range o.picked {
		name = strings.TrimSpace(name)
		if err := edm.CheckSelect(object, []string{name}); err != nil {
			return unknownProperty(name)
		}
		o.picked[i], _ = edm.Canonical(object, name)
	}
	return nil
}

// objects gives the objects with these ids, asked for as the list goes on,
// and notes which are missing.
func (o *getOptions) objects(ctx context.Context, dir directory.Directory, lines []cmdkit.Line) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for chunk := range slices.Chunk(lines, cmdkit.MaxIDs) {
			found, err := o.read(ctx, dir, chunk)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, l := range chunk {
				object := found.Get(l.Text)
				if object == nil {
					o.missing = append(o.missing, l)
				} else if !yield(o.shown(object), nil) {
					return
				}
			}
		}
	}
}

func (o *getOptions) read(ctx context.Context, dir directory.Directory, lines []cmdkit.Line) (cmdkit.ByID, error) {
	ids := make([]string, len(lines))
	for i, l := range lines {
		ids[i] = l.Text
	}
	found, err := cmdkit.GetByIDs(ctx, dir, ids, o.types...)
	if err != nil {
		return nil, err
	}
	return found, fill(ctx, dir, found, o.picked)
}

// shown is the object with the properties of --select alone, where it is
// printed whole.
func (o *getOptions) shown(object *odata.Object) *odata.Object {
	if len(o.picked) == 0 || !o.app.Structured() {
		return object
	}
	return cmdkit.Picked(object, o.picked)
}
