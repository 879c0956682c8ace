package cmdkit

import (
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// LocalList are the flags of a list whose objects come whole, since the
// directory neither filters nor bounds it: the program does.
type LocalList struct {
	App *app.App
	// Plural is what the objects are called: "products".
	Plural string

	filter   string
	columns  []string
	top      int
	count    bool
	given    func(flag string) bool
	matching odata.Expr // the parsed filter, nil for none
	cut      bool
}

// AddFlags adds --filter, --select, --top and --count.
func (l *LocalList) AddFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	l.given = flags.Changed
	flags.StringVar(&l.filter, "filter", "", "only objects that this OData `expression` is true for")
	flags.StringSliceVar(&l.columns, "select", nil, "print exactly these `properties`, in this order")
	flags.IntVar(&l.top, "top", 0, "print `N` objects at most (default all)")
	flags.BoolVar(&l.count, "count", false, "print how many there are instead of them")
}

// Check refuses flags that make no sense, before anything is asked.
func (l *LocalList) Check() error {
	if l.top < 1 && l.given("top") {
		return Usagef("--top is a number of %s from 1, not %d", l.Plural, l.top).WithHint("leave it out to see all")
	}
	if err := trimNames("--select", l.columns); err != nil || l.filter == "" {
		return err
	}
	e, err := odata.ParseFilter(l.filter)
	if err != nil {
		return apierr.New(apierr.Invalid, "--filter", err.Error())
	}
	l.matching = e
	return nil
}

// Print prints those of the objects that the flags ask for.
func (l *LocalList) Print(columns []output.Column, list iter.Seq2[*odata.Object, error]) error {
	if l.count {
		return l.printCount(list)
	}
	p, err := l.App.Printer("table")
	if err != nil {
		return err
	}
	if len(l.columns) > 0 {
		columns = output.Select(columns, l.columns)
	}
	if err := p.List(columns, l.bounded(list)); err != nil {
		return err
	}
	if l.cut && !l.App.Flags.Quiet {
		fmt.Fprintf(l.App.IO.Err, "there are more %s: leave out --top to see all\n", l.Plural)
	}
	return nil
}

// printCount prints the number of objects alone, in every format.
func (l *LocalList) printCount(list iter.Seq2[*odata.Object, error]) error {
	n := 0
	for _, err := range l.matches(list) {
		if err != nil {
			return err
		}
		n++
	}
	_, err := fmt.Fprintln(l.App.IO.Out, n)
	return err
}

func (l *LocalList) matches(list iter.Seq2[*odata.Object, error]) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for o, err := range list {
			if err != nil {
				yield(nil, err)
				return
			}
			fits, err := l.fits(o)
			if (fits || err != nil) && !yield(o, err) || err != nil {
				return
			}
		}
	}
}

func (l *LocalList) fits(o *odata.Object) (bool, error) {
	if l.matching == nil {
		return true, nil
	}
	ok, err := odata.Eval(l.matching, o)
	if err != nil {
		return false, apierr.New(apierr.Invalid, "--filter", err.Error())
	}
	return ok, nil
}

func (l *LocalList) bounded(list iter.Seq2[*odata.Object, error]) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		seen := 0
		for o, err := range l.matches(list) {
			if seen++; err == nil && l.top > 0 && seen > l.top {
				l.cut = true
				return
			}
			if !yield(l.selected(o), err) {
				return
			}
		}
	}
}

// selected is the object with the properties of --select alone, where it is
// printed whole; the cells of a table may need others.
func (l *LocalList) selected(o *odata.Object) *odata.Object {
	if len(l.columns) == 0 || !l.App.Structured() || o == nil {
		return o
	}
	return Picked(o, l.columns)
}

// Picked is the object with these properties alone, those that it has.
func Picked(o *odata.Object, names []string) *odata.Object {
	some := odata.NewObject()
	for _, name := range names {
		if raw, ok := o.Raw(name); ok {
			some.Set(name, raw)
		}
	}
	return some
}

// Narrowed tells whether the objects are filtered, so that they must be known
// even where only their ids or their number is printed.
func (l *LocalList) Narrowed() bool { return l.matching != nil }

// Counted tells whether only the number of the objects is printed.
func (l *LocalList) Counted() bool { return l.count }
