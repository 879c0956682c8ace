package current

import (
	"context"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Keys asks for the objects of a set that have one of several values of a
// property.
type Keys struct {
	Set      string   // "users"
	Property string   // "userPrincipalName"; must be filterable with eq and in
	Values   []string // in any case; repeated ones are asked for once
	Select   []string // what to read; id and Property are added
}

// Found maps the folded value of a key (odata.Fold) to the objects that have
// it.
type Found map[string][]*odata.Object

// Get gives the objects with a key's value, in whatever case.
func (f Found) Get(value string) []*odata.Object { return f[odata.Fold(value)] }

const (
	inValues   = 15   // values in one "in", Graph's bound for a clause
	concurrent = 8    // requests under way at once
	fewKeys    = 100  // up to so many are asked for by "in" at once
	manyKeys   = 3000 // from so many on the whole set is read
)

// Find reads the objects. A few are asked for by filters of 15 keys, several
// requests at once. For more, one listing is begun, since a directory that is
// not much larger than the source is read soonest so; if it turns out to be
// larger, the filters ask for the rest. Very many keys, a directory that
// cannot filter, or domains, of which no list can be filtered (Graph: List
// domains), mean one whole listing. Errors are the directory's.
func Find(ctx context.Context, d directory.Directory, k Keys) (Found, error) {
	f := finder{directory: d, keys: k, found: Found{}, wanted: map[string]string{}}
	for _, v := range k.Values {
		f.wanted[odata.Fold(v)] = v
	}
	f.query = odata.Query{Select: unique(append([]string{"id", k.Property}, k.Select...))}
	n := len(f.wanted)
	switch {
	case n == 0:
		return f.found, nil
	case n >= manyKeys || !d.Supports(directory.CanFilter) || k.Set == "domains":
		_, err := f.list(ctx, 0)
		return f.found, err
	case n > fewKeys:
		whole, err := f.list(ctx, 2*n+1000)
		if whole || err != nil {
			return f.found, err
		}
	}
	return f.found, f.filter(ctx)
}

type finder struct {
	directory directory.Directory
	keys      Keys
	query     odata.Query
	wanted    map[string]string // folded value to the value as given

	mu    sync.Mutex
	found Found
}

// list reads the set up to a number of objects (0: all); whole says that it
// came to the end. What a listing cut short has found is forgotten: another
// object with the same key may come later.
func (f *finder) list(ctx context.Context, most int) (whole bool, err error) {
	seen := 0
	for o, err := range f.directory.List(ctx, directory.Ref{Set: f.keys.Set}, f.query) {
		if err != nil {
			return false, err
		}
		if seen++; most > 0 && seen > most {
			clear(f.found)
			return false, nil
		}
		f.add(o)
	}
	return true, nil
}

func (f *finder) add(o *odata.Object) {
	key := odata.Fold(o.String(f.keys.Property))
	if _, ok := f.wanted[key]; !ok {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.found[key] = append(f.found[key], o)
}

func (f *finder) filter(ctx context.Context) error {
	values := make([]string, 0, len(f.wanted))
	for _, v := range f.wanted {
		values = append(values, v)
	}
	slices.Sort(values)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(concurrent)
	for chunk := range slices.Chunk(values, inValues) {
		group.Go(func() error { return f.ask(ctx, chunk) })
	}
	return group.Wait()
}

func (f *finder) ask(ctx context.Context, values []string) error {
	q := f.query
	q.Filter = In(f.keys.Property, values)
	for o, err := range f.directory.List(ctx, directory.Ref{Set: f.keys.Set}, q) {
		if err != nil {
			return err
		}
		f.add(o)
	}
	return nil
}

// In gives the filter that is true for any of the values (at least one, and
// no more than 15 on Graph).
func In(property string, values []string) string {
	if len(values) == 1 {
		return property + " eq " + odata.QuoteString(values[0])
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = odata.QuoteString(v)
	}
	return property + " in (" + strings.Join(quoted, ",") + ")"
}

func unique(names []string) []string {
	var out []string
	for _, n := range names {
		if Comparable(n) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
