package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Pages that have no end do end: those that go in a circle, however large, and
// those that hold nothing.
func TestEndlessLists(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name      string
		ids       string
		next      func(i int) int // the number in the link of page i
		message   string
		at, least int // the last page that is asked for, and one before which there is no end
	}{
		{"a circle of twenty", "x", func(i int) int { return i % 20 }, "twice", 3 * 20, 21},
		{"a circle of three hundred behind a hundred", "x", func(i int) int {
			if i < 100 {
				return 1000 + i
			}
			return (i - 100) % 300
		}, "twice", 3 * 400, 401},
		{"empty pages", "", func(i int) int { return i }, "1000 pages in a row without an object", 1000, 1000},
		{"empty pages in a circle", "", func(i int) int { return i % 40 }, "twice", 3 * 40, 41},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			replies := make([]reply, tt.at)
			for i := range replies {
				replies[i] = page(tt.ids, fmt.Sprintf("BASE/users?$skiptoken=%d", tt.next(i)))
			}
			s, c := serve(t, replies...)
			var failed error
			for _, err := range c.List(t.Context(), "users", odata.Query{}) {
				failed = err
			}
			if e := apierr.As(failed); e == nil || !strings.Contains(e.Message, tt.message) || len(s.Asked) < tt.least || len(s.Asked) > tt.at {
				t.Errorf("%v after %d pages", failed, len(s.Asked))
			}
		})
	}
}

// Now and then a page with an object is enough.
func TestSparseLists(t *testing.T) {
	t.Parallel()
	const n = 1500
	replies := make([]reply, n)
	for i := range replies {
		ids := ""
		if i%900 == 899 {
			ids = "x"
		}
		replies[i] = page(ids, fmt.Sprintf("BASE/users?$skiptoken=%d", i))
	}
	replies[n-1] = page("last", "")
	_, c := serve(t, replies...)
	got := 0
	for _, err := range c.List(t.Context(), "users", odata.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		got++
	}
	if got != 2 {
		t.Errorf("%d objects", got)
	}
}

// A round of changes whose link leads away has not come to its end.
func TestDeltaLinkLeadsAway(t *testing.T) {
	t.Parallel()
	for _, link := range []string{"https://evil.test/any/prefix/v1.0/users/delta?$deltatoken=d", "users/delta", "http://[::bad"} {
		_, c := serve(t, ok(`{"value":[{"id":"1"}],"@odata.deltaLink":"`+link+`"}`))
		round := c.Delta(t.Context(), "users/delta", odata.Query{})
		var failed error
		for _, err := range round.Changes() {
			failed = err
		}
		if failed == nil || round.Link() != "" {
			t.Errorf("%s: error %v, link %q", link, failed, round.Link())
		}
	}
}
