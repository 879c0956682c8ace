package graph

import (
	"context"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// runAll carries the members out one after the other. Members that change
// something share one transaction where they follow each other: each is still
// undone by itself when it is refused. One with a password that is slow to
// hash runs alone, so that nobody waits for that.
func (x *exchange) runAll(order []*member) {
	for len(order) > 0 {
		n := 0
		writes := 0
		for n < len(order) && !order[n].slow() {
			if order[n].method != http.MethodGet {
				writes++
			}
			n++
		}
		if writes > 1 {
			x.runTogether(order[:n], order)
			order = order[n:]
			continue
		}
		for _, m := range order[:max(n, 1)] {
			m.run(x.r.Context(), x, order)
		}
		order = order[max(n, 1):]
	}
}

// runTogether runs members in one transaction. If that cannot be kept, none
// of them has happened, and each is answered so.
func (x *exchange) runTogether(members, all []*member) {
	err := x.s.core.Together(x.r.Context(), func(ctx context.Context) {
		for _, m := range members {
			m.run(ctx, x, all)
		}
	})
	if err == nil {
		return
	}
	for _, m := range members {
		m.answer = &answer{header: http.Header{}}
		inner := x.s.exchange(m.answer, x.r)
		inner.nested = true
		inner.fail(err)
	}
}

// slow says that the member sets a password that is slow to hash.
func (m *member) slow() bool {
	if m.body == nil || m.method == http.MethodGet {
		return false
	}
	o, err := odata.ParseObject(m.body)
	if err != nil {
		return false
	}
	profile := o.Object("passwordProfile")
	return profile != nil && core.SlowPassword(profile.String("password"))
}
