package aadgraph

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// run carries a member out for the batch's caller, with the batch's context or
// one that holds a transaction.
func (m *member) run(ctx context.Context, x *exchange) {
	m.answer = &inner{header: http.Header{}, outer: x.w}
	sub := m.exchange(ctx, x)
	defer inbound.Recover(&sub.sent, sub.fail)
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

// runChanges carries a change set out in one transaction, unless it is a
// single change, which is one anyway. If a change is refused nothing of the set
// stays, and its answer is that of the whole.
func (p *part) runChanges(x *exchange) (failed *member) {
	if err := p.check(x); err != nil {
		return x.refusedMember(err)
	}
	if len(p.members) == 1 {
		p.members[0].run(x.r.Context(), x)
		if p.members[0].answer.status >= http.StatusBadRequest {
			return p.members[0]
		}
		return nil
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
	changes, links, credentials := 0, 0, false
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
			credentials = m.bringsCredentials(t)
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
	case len(p.members) > 1 && credentials:
		return badRequest("A change of credentials must be alone in its change set.")
	}
	return nil
}

// bringsCredentials tells whether a change names keys or passwords of an
// application: those that are slow to open or hash are not to be so in a
// transaction, for which others wait.
func (m *member) bringsCredentials(t *target) bool {
	names := []string{}
	if t.property != nil {
		names = append(names, t.property.name)
	}
	if o, err := odata.ParseObject(m.body); err == nil {
		names = append(names, o.Names()...)
	}
	return slices.ContainsFunc(names, func(name string) bool {
		return strings.EqualFold(name, "keyCredentials") || strings.EqualFold(name, "passwordCredentials")
	})
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
