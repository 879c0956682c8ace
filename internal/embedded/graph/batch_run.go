package graph

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// runAll carries the members out one after the other. If several of them
// change something they share one transaction, in which each is still undone
// by itself when it is refused; their passwords are hashed before it begins.
// Keys that are slow to open are not for one transaction.
func (x *exchange) runAll(order []*member) {
	ctx := x.r.Context()
	writes := slices.DeleteFunc(slices.Clone(order), (*member).reads)
	if len(writes) < 2 || slices.ContainsFunc(writes, (*member).bringsKeys) {
		for _, m := range order {
			m.run(ctx, x, order)
		}
		return
	}
	var passwords []string
	for _, m := range writes {
		passwords = append(passwords, m.password())
	}
	err := x.s.core.Together(core.HashAhead(ctx, passwords), func(ctx context.Context) {
		for _, m := range order {
			m.run(ctx, x, order)
		}
	})
	if err != nil {
		x.notKept(order, err)
	}
}

// notKept answers the members of a transaction that came to nothing: none of
// the changes has happened, and what was read is read again.
func (x *exchange) notKept(order []*member, err error) {
	for _, m := range order {
		if m.reads() {
			m.run(x.r.Context(), x, order)
			continue
		}
		m.answer = &answer{header: http.Header{}}
		inner := x.s.exchange(m.answer, x.r)
		inner.nested = true
		inner.fail(err)
	}
}

// reads says that the member changes nothing.
func (m *member) reads() bool { return m.method == http.MethodGet }

// bringsKeys says that the member names keys, of which some may have to be
// opened.
func (m *member) bringsKeys() bool {
	body, err := m.payload()
	if err != nil {
		return false
	}
	o, err := odata.ParseObject(body)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(o.Names(), func(name string) bool {
		return strings.EqualFold(name, "keyCredentials") || strings.EqualFold(name, "keyCredential")
	})
}

// password is the one that the member sets, or "".
func (m *member) password() string {
	o, err := odata.ParseObject(m.body)
	if err != nil {
		return ""
	}
	return o.Object("passwordProfile").String("password")
}
