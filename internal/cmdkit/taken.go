package cmdkit

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// reserved are the properties of applications that no two have, and that a
// deleted one keeps as long as it can be restored (facts/graph.md, section 6).
func reserved() []string { return []string{"identifierUris", "uniqueName"} }

// Holder is the application that has what another was to have.
type Holder struct {
	App     *odata.Object
	Deleted bool
	// Property is what it is, Value what it has.
	Property, Value string
}

// String names the application as messages do.
func (h *Holder) String() string {
	word := "app"
	if h.Deleted {
		word = "deleted app"
	}
	return fmt.Sprintf("%s %q (%s)", word, h.App.String("displayName"), h.App.ID())
}

// Frees says how what the application has becomes free, or comes into use again.
func (h *Holder) Frees() string {
	id := h.App.ID()
	switch {
	case h.Deleted:
		return "`tenantctl app restore " + id + "` brings that app back, `tenantctl deleted erase " + id +
			"` erases it for good; `tenantctl app list --deleted` lists all"
	case h.Property == "uniqueName":
		return "it cannot be changed there: choose another"
	}
	return "`tenantctl app update " + id + " --identifier-uri URI` gives it others"
}

// hint says who has what is taken, and how it becomes free.
func (h *Holder) hint() string {
	if h.Deleted {
		return fmt.Sprintf("the %s keeps %s for 30 days: %s", h, h.Value, h.Frees())
	}
	return fmt.Sprintf("the %s has %s; %s", h, h.Value, h.Frees())
}

// HolderOf finds the application, other than that with the id but, that has a
// value of one of the properties reserved: among those that are there, then
// among the deleted ones. nil if none has it.
func HolderOf(ctx context.Context, dir directory.Directory, property, value, but string) (*Holder, error) {
	filter := property + " eq " + odata.QuoteString(value)
	if property == "identifierUris" {
		filter = "identifierUris/any(u:u eq " + odata.QuoteString(value) + ")"
	}
	q := odata.Query{Select: []string{"id", "displayName"}, Filter: filter}
	for o, err := range dir.List(ctx, directory.Ref{Set: "applications"}, q) {
		if err != nil || o.ID() != but {
			return &Holder{o, false, property, value}, err
		}
	}
	q = odata.Query{Select: []string{"id", "displayName", property}}
	for o, err := range dir.List(ctx, directory.Ref{Set: "directory/deletedItems", Path: "microsoft.graph.application"}, q) {
		if err != nil || o.ID() != but && slices.Contains(append(o.Strings(property), o.String(property)), value) {
			return &Holder{o, true, property, value}, err
		}
	}
	return nil, nil
}

// explainTaken gives the refusal of an application's name that another has a
// hint at that one, which may be a deleted one that no list shows. The look for
// it is a kindness: if it fails, the error stands as it is.
func explainTaken(ctx context.Context, a *app.App, ops []*directory.Operation, err error) {
	e := apierr.As(err)
	if e == nil || e.Kind != apierr.Conflict || e.Hint != "" {
		return
	}
	i := slices.IndexFunc(reserved(), func(name string) bool { return strings.Contains(e.Message, name) })
	if i < 0 {
		return
	}
	dir, err := a.Directory(ctx)
	if err != nil {
		return
	}
	property := reserved()[i]
	for _, op := range ops {
		for _, value := range append(op.Body.Strings(property), op.Body.String(property)) {
			if value == "" || op.Ref.Set != "applications" {
				continue
			}
			if h, err := HolderOf(ctx, dir, property, value, op.Ref.Key); err == nil && h != nil {
				e.Hint = h.hint()
				return
			}
		}
	}
}
