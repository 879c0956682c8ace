package contract

import (
	"errors"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// testChanges asks what changed: all at first, then only that, with what was
// deleted marked.
func testChanges(t *suite) {
	t.need(directory.CanDelta)
	tracker := t.Directory.(directory.Tracker)
	apps := directory.Ref{Set: "applications"}
	kept, gone := t.application("Payroll"), t.application("Clock")
	round := func(since string) (map[string]*odata.Object, string) {
		t.Helper()
		found := map[string]*odata.Object{}
		r := tracker.Track(t.Context(), apps, since, odata.Query{Select: []string{"id", "displayName"}})
		for o, err := range r.Changes() {
			if err != nil {
				t.Fatal(err)
			}
			found[o.ID()] = o
		}
		return found, r.Link()
	}
	all, link := round("")
	if all[kept.ID()].String("displayName") != "Payroll" || all[gone.ID()] == nil {
		t.Errorf("the first round has %v", all)
	}
	none, link := round(link)
	if len(none) != 0 {
		t.Errorf("nothing changed, and there are %v", none)
	}
	t.must(&directory.Operation{Name: "delete", Verb: directory.Delete, Ref: directory.Ref{Set: apps.Set, Key: gone.ID()}})
	some, _ := round(link)
	if len(some) != 1 || !some[gone.ID()].Has("@removed") {
		t.Errorf("after a deletion there are %v", some)
	}
	for _, err := range tracker.Track(t.Context(), apps, link[:strings.LastIndexByte(link, '=')+1]+"old", odata.Query{}).Changes() {
		if e := apierr.As(err); !errors.Is(err, apierr.NotFound) || e == nil || e.Status != 410 {
			t.Errorf("a state that nobody knows: %v", err)
		}
	}
}
