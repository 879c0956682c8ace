package cmdkit

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// removedMember marks an object that was deleted (facts/graph.md, section 5).
const removedMember = "@removed"

// changes are the inputs of a list of what changed since the one before.
type changes struct {
	*listOptions
	file    string
	restart bool
}

// addFlags adds --changed and --restart.
func (c *changes) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.file, "changed", "", "only what changed since the last list with this `FILE`, which keeps how far that was; all if there is none")
	f.BoolVar(&c.restart, "restart", false, "with --changed: list all, and begin anew")
	CompleteFiles(cmd, "changed", "json")
}

// wanted tells whether what changed is to be listed, and holds the other
// flags to what goes with it.
func (c *changes) wanted() (bool, error) {
	given := c.flags.given
	if !given("changed") {
		if c.restart {
			return false, Usagef("--restart goes with --changed FILE")
		}
		return false, nil
	}
	if c.file == "" {
		return false, Usagef("--changed names a file, and its value is empty")
	}
	for _, other := range []string{"filter", "orderby", "search", "expand", "top", "count", "deleted"} {
		if given(other) {
			return false, Usagef("--changed and --%s do not go together", other).
				WithHint("what changed is listed whole; --query and --jq choose among it")
		}
	}
	return true, trimNames("--select", c.flags.query.Select)
}

// run prints a round and keeps where the next one starts: when all of it was
// printed, so that nothing is ever passed over.
func (c *changes) run(ctx context.Context) error {
	dir, err := c.app.Directory(ctx)
	if err != nil {
		return err
	}
	tracker, ok := dir.(directory.Tracker)
	if !ok || !dir.Supports(directory.CanDelta) {
		return apierr.New(apierr.Unsupported, "--changed", "this directory does not tell what changed (capability "+string(directory.CanDelta)+")").
			WithHint("leave --changed out to list all " + c.noun.Plural)
	}
	mark, err := c.start()
	if err != nil {
		return err
	}
	p, err := c.app.Printer("table")
	if err != nil {
		return err
	}
	round := tracker.Track(ctx, c.noun.All(), mark.Link, odata.Query{Select: mark.Select})
	seen := 0
	if err := p.List(c.columns(mark), c.explained(bounded(round.Changes(), 0, &seen))); err != nil {
		return err
	}
	if seen == 0 && c.app.IO.ErrTTY && !c.app.Flags.Quiet {
		fmt.Fprintln(c.app.IO.Err, "nothing changed")
	}
	if c.app.Flags.DryRun {
		return nil
	}
	if mark.Link = round.Link(); mark.Link == "" {
		return apierr.New(apierr.Unavailable, c.file, "the directory did not say from where the next list goes on; the file is as it was")
	}
	return mark.write(c.file, c.app.Now())
}

// start gives where the round starts: at the link of the file, or at the
// beginning.
func (c *changes) start() (*bookmark, error) {
	p, err := c.app.Profile()
	if err != nil {
		return nil, err
	}
	fresh := &bookmark{Version: bookmarkVersion, Profile: p.Name, Set: c.noun.Set, Select: c.noun.Properties}
	if c.given("select") {
		fresh.Select = withID(c.flags.query.Select)
	}
	mark, err := readBookmark(c.file)
	switch {
	case err != nil || mark == nil:
		return fresh, err
	case mark.Set != fresh.Set || mark.Profile != fresh.Profile:
		return nil, Usagef("--changed %s is about the %s of profile %s", c.file, mark.Set, mark.Profile).WithHint("name another file")
	case c.restart:
		return fresh, nil
	case c.given("select") && !slices.Equal(mark.Select, fresh.Select):
		return nil, Usagef("--changed %s was begun with other properties than these of --select", c.file).
			WithHint("leave --select out, or add --restart to begin anew")
	}
	return mark, nil
}

func (c *changes) given(flag string) bool { return c.flags.given(flag) }

// withID adds the id, without which nobody knows what changed.
func withID(properties []string) []string {
	if slices.Contains(properties, "id") {
		return properties
	}
	return append([]string{"id"}, properties...)
}

// columns are those of the list, with the id of each object and whether it was
// removed.
func (c *changes) columns(mark *bookmark) []output.Column {
	columns := slices.DeleteFunc(slices.Clone(c.noun.Columns), func(col output.Column) bool { return col.Name == "id" })
	if !slices.Equal(mark.Select, c.noun.Properties) {
		columns = slices.DeleteFunc(output.Select(c.noun.Columns, mark.Select), func(col output.Column) bool { return col.Name == "id" })
	}
	first := []output.Column{KeyColumn("id"), {Name: "removed", Value: removed}}
	for i := range columns {
		columns[i].Key = false
	}
	return append(first, columns...)
}

// removed is why an object is gone: "changed" if it can be restored,
// "deleted" if not; "" if it is there.
func removed(o *odata.Object) string { return o.Object(removedMember).String("reason") }

// statusGone is the status for a state that has expired: 410 Gone.
const statusGone = 410

// explained says of a state that the directory knows no longer what to do.
func (c *changes) explained(list iter.Seq2[*odata.Object, error]) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for o, err := range list {
			if e := apierr.As(err); e != nil && (e.Status == statusGone || e.Code == "syncStateNotFound") {
				err = &apierr.Error{Kind: e.Kind, Code: e.Code, Status: e.Status, RequestID: e.RequestID, Target: c.file,
					Message: "what changed since then is no longer known: the state that the file keeps has expired",
					Hint:    "add --restart, or remove the file, to list all and begin anew"}
			}
			if !yield(o, err) {
				return
			}
		}
	}
}
