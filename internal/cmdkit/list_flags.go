package cmdkit

import (
	"strings"

	"github.com/spf13/pflag"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// listFlags are the flags of every command that lists objects.
type listFlags struct {
	query odata.Query
	top   int
	count bool
	given func(flag string) bool
}

func (f *listFlags) add(flags *pflag.FlagSet) {
	f.given = flags.Changed
	flags.StringVar(&f.query.Filter, "filter", "", "only objects that this OData `expression` is true for")
	flags.StringSliceVar(&f.query.Select, "select", nil, "ask for and print exactly these `properties`, in this order")
	flags.StringVar(&f.query.OrderBy, "orderby", "", "sort by this `property`; \"displayName desc\" for falling order")
	flags.StringVar(&f.query.Search, "search", "", "only objects with a word that begins like this: `PROPERTY:TEXT`")
	flags.StringVar(&f.query.Expand, "expand", "", "include this `relation`: \"manager($select=id)\"")
	flags.IntVar(&f.top, "top", 0, "print `N` objects at most (default all)")
	flags.BoolVar(&f.count, "count", false, "print how many there are instead of them")
}

// trimNames takes the spaces around names away and refuses empty ones.
func trimNames(flag string, names []string) error {
	for i, name := range names {
		if names[i] = strings.TrimSpace(name); names[i] == "" {
			return Usagef("%s has an empty name: write a,b,c", flag)
		}
	}
	return nil
}

// pageMax is the largest page that Graph gives for directory objects
// (facts/graph.md, section 2).
const pageMax = 999

// complete makes the query from the flags. It asks for one object more than
// are wanted, so that it is known whether the list was cut.
func (f *listFlags) complete(properties []string) error {
	if f.top < 1 && f.given("top") {
		return Usagef("--top is a number of objects from 1, not %d", f.top).WithHint("leave it out to see all")
	}
	if err := trimNames("--select", f.query.Select); err != nil {
		return err
	}
	if len(f.query.Select) == 0 {
		f.query.Select = properties
	}
	if f.top > 0 && f.top < pageMax {
		f.query.Top = f.top + 1
	}
	if s := f.query.Search; s != "" && !strings.Contains(s, `"`) {
		if !strings.Contains(s, ":") {
			s = "displayName:" + s
		}
		f.query.Search = `"` + s + `"`
	}
	return nil
}
