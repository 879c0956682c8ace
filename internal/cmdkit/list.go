package cmdkit

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// listOptions are the inputs of a list command.
type listOptions struct {
	app   *app.App
	noun  *Noun
	flags listFlags
	// picked says that --select named the columns.
	picked bool
}

// List makes the verb list of a noun.
func List(a *app.App, n *Noun, examples ...string) *cobra.Command {
	declare(a, n)
	o := &listOptions{app: a, noun: n}
	since := &changes{listOptions: o}
	var deleted bool
	cmd := New(Spec{
		Use:      n.listing(),
		Short:    "List " + n.plural(),
		Examples: examples,
		Args:     n.owned(),
		Exit:     []int{3, 4, 5, 10},
		Complete: n.completeOwner(a),
	}, func(ctx context.Context, args []string) error {
		if changed, err := since.wanted(); err != nil {
			return err
		} else if changed {
			return since.run(ctx)
		}
		if deleted {
			return runList(ctx, o, n.DeletedRef())
		}
		dir, err := a.Directory(ctx)
		if err != nil {
			return err
		}
		n, _, err := n.Place(ctx, dir, args)
		if err != nil {
			return err
		}
		return runList(ctx, o, n.All())
	})
	o.flags.add(cmd.Flags())
	CompleteSelect(cmd, n.Type)
	if n.SoftDelete {
		cmd.Flags().BoolVar(&deleted, "deleted", false, "the deleted ones that can be restored")
	}
	if n.Tracked {
		since.addFlags(cmd)
	}
	if n.Within == nil {
		return cmd
	}
	return AddAlternate(cmd, n)
}

func runList(ctx context.Context, o *listOptions, ref directory.Ref) error {
	o.picked = len(o.flags.query.Select) > 0
	if err := o.flags.complete(o.noun.Properties); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	if o.flags.count {
		return printCount(ctx, o, dir, ref)
	}
	p, err := o.app.Printer("table")
	if err != nil {
		return err
	}
	cols := o.noun.Columns
	of := ""
	if ref.Set == "directory/deletedItems" {
		of = "deleted "
		o.flags.query.Select = deletedProperties(o.flags.query.Select, o.picked)
		at := min(len(cols), 2) // beside the names: a narrow table shows it
		cols = slices.Insert(slices.Clone(cols), at, Column("deletedDateTime"))
	}
	if o.picked {
		cols = output.Select(cols, o.flags.query.Select)
	}
	seen := 0
	list := bounded(dir.List(ctx, ref, o.flags.query), o.flags.top, &seen)
	if err := p.List(cols, list); err != nil {
		return err
	}
	o.say(seen, of)
	return nil
}

// say tells on stderr what stdout does not: that the list was cut or empty.
// of is what precedes the noun: "deleted ".
func (o *listOptions) say(seen int, of string) {
	switch {
	case o.app.Flags.Quiet:
	case o.flags.top > 0 && seen > o.flags.top:
		fmt.Fprintf(o.app.IO.Err, "there are more %s%s: leave out --top to see all\n", of, o.noun.Plural)
	case seen == 0 && o.app.IO.ErrTTY:
		fmt.Fprintf(o.app.IO.Err, "no %s%s\n", of, o.noun.Plural)
	}
}

// bounded passes on the first max objects of a list (0: all); seen counts
// one more if there was one.
func bounded(list iter.Seq2[*odata.Object, error], max int, seen *int) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for o, err := range list {
			if err != nil {
				yield(nil, err)
				return
			}
			*seen++
			if max > 0 && *seen > max || !yield(o, nil) {
				return
			}
		}
	}
}

// printCount prints the number of objects alone, in every format.
func printCount(ctx context.Context, o *listOptions, dir directory.Directory, ref directory.Ref) error {
	if ref.Path != "" {
		ref.Path += "/"
	}
	ref.Path += "$count"
	answer, err := dir.Get(ctx, ref, odata.Query{Filter: o.flags.query.Filter, Search: o.flags.query.Search})
	if err != nil {
		return err
	}
	n, _ := answer.Raw("value")
	_, err = fmt.Fprintf(o.app.IO.Out, "%s\n", n)
	return err
}

func deletedProperties(properties []string, picked bool) []string {
	if picked {
		return properties
	}
	return append(properties[:len(properties):len(properties)], "deletedDateTime")
}
