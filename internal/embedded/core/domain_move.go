package core

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// domainMove is from which domain to which, and whether users are disabled.
type domainMove struct {
	from, to string
	disable  bool
}

func (d *Directory) leaveDomain(tx *store.Tx, r *store.Record, m domainMove) error {
	moved := func(name string) string {
		if local, domain, ok := strings.Cut(name, "@"); ok && strings.EqualFold(domain, m.from) {
			return local + "@" + m.to
		}
		return name
	}
	switch r.Type {
	case "user":
		b := &body{typ: edm.Lookup("user"), props: odata.NewObject("userPrincipalName", moved(r.Props.String("userPrincipalName")))}
		if mail := r.Props.String("mail"); mail != "" {
			b.props.Set("mail", moved(mail))
		}
		if m.disable {
			b.props.Set("accountEnabled", false)
		}
		return d.changeUser(tx, r.ID, b, nil)
	case "group":
		mail := moved(r.Props.String("mail"))
		r.Props.Set("mail", mail)
		r.Props.Set("proxyAddresses", []string{primary + mail})
	case "application":
		r.Props.Set("identifierUris", withoutDomain(r.Props.Strings("identifierUris"), m.from))
	}
	return tx.Update(r)
}

func withoutDomain(uris []string, domain string) []string {
	kept := []string{}
	for _, uri := range uris {
		if !inDomain(uri, domain) {
			kept = append(kept, uri)
		}
	}
	return kept
}

func initialDomain(tx *store.Tx) (string, error) {
	for r, err := range tx.List(store.ListQuery{Types: []string{"domain"}}) {
		if err != nil {
			return "", err
		}
		if initial, _ := r.Props.Bool("isInitial"); initial {
			return r.ID, nil
		}
	}
	return "", badRequest("The organization has no initial domain.")
}

// forgetDomains lets the changes that share a transaction look anew which
// domains are verified.
func forgetDomains(ctx context.Context) {
	if shared, ok := together(ctx); ok {
		clear(shared.domains)
	}
}
