package aadgraph

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// run carries a member out for the batch's caller, with the batch's context or
// one that holds a transaction.
func (m *member) run(ctx context.Context, x *exchange) {
	m.answer = &inner{header: http.Header{}, outer: x.w}
	sub := m.exchange(ctx, x)
	defer sub.recover()
	if err := sub.serve(); err != nil {
		sub.fail(err)
	}
}

func (m *member) exchange(ctx context.Context, x *exchange) *exchange {
	r := m.r.WithContext(ctx)
	r.Body = io.NopCloser(bytes.NewReader(m.body))
	sub := x.s.exchange(m.answer, r)
	sub.nested = true
	return sub
}

// runChanges carries a change set out in one transaction. If a change is
// refused nothing of the set stays, and its answer is that of the whole.
func (p *part) runChanges(x *exchange) (failed *member) {
	if err := p.check(x); err != nil {
		return x.refusedMember(err)
	}
	var passwords []string
	for _, m := range p.members {
		if o, err := odata.ParseObject(m.body); err == nil {
			passwords = append(passwords, o.Object("passwordProfile").String("password"))
		}
	}
	undo := errors.New("a change was refused")
	err := x.s.Directory.Atomically(core.HashAhead(x.r.Context(), passwords), func(ctx context.Context) error {
		for _, m := range p.members {
			m.run(ctx, x)
			if m.answer.status >= http.StatusBadRequest {
				failed = m
				return undo
			}
		}
		return nil
	})
	if err != nil && failed == nil {
		return x.refusedMember(err)
	}
	return failed
}

// check holds a change set to its bounds: one change of an object at most, and
// the links of that object (facts/aadgraph.md, section 9).
func (p *part) check(x *exchange) error {
	changes, links := 0, 0
	source := ""
	for i, m := range p.members {
		m.answer = &inner{header: http.Header{}, outer: x.w}
		t, err := m.target(x)
		if err != nil {
			return err
		}
		switch {
		case m.r.Method == http.MethodGet || t.set == nil || t.function != nil:
			return badRequest("A change set can hold changes of objects and links only.")
		case t.links:
			links++
		default:
			changes++
		}
		if of := t.set.path + "/" + strings.ToLower(t.key); i == 0 {
			source = of
		} else if of != source {
			return badRequest("All changes of a change set must be of one object.")
		}
	}
	switch {
	case changes > 1 || links > maxLinks || len(p.members) == 0:
		return badRequest("A change set can have at most one change of an object and %d of links.", maxLinks)
	case len(p.members) > 1 && p.bringsKeys():
		return badRequest("A change of keys must be alone in its change set.")
	}
	return nil
}

// bringsKeys tells whether a member names keys, some of which are slow to
// open: a transaction is not to wait for that.
func (p *part) bringsKeys() bool {
	for _, m := range p.members {
		if bytes.Contains(bytes.ToLower(m.body), []byte("keycredential")) {
			return true
		}
	}
	return false
}

// target finds what a member is about, without carrying it out.
func (m *member) target(x *exchange) (*target, error) {
	sub := m.exchange(x.r.Context(), x)
	segments, err := sub.address()
	if err != nil {
		return nil, err
	}
	if err := sub.parseOptions(); err != nil {
		return nil, err
	}
	return sub.resolve(segments)
}
