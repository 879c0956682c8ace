package core

import (
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// DomainReferences gives the live objects that have a name in a domain: users
// and groups by UPN and mail, applications by identifierUris. A guest's mail is
// in the guest's own organization.
func DomainReferences(tx *store.Tx, domain *store.Record) ([]*store.Record, error) {
	at := odata.QuoteString("@" + domain.ID)
	var list []*store.Record
	for _, q := range []struct{ typ, filter string }{
		{"user", "endsWith(userPrincipalName," + at + ") or endsWith(mail," + at + ") and userType eq 'Member'"},
		{"group", "endsWith(mail," + at + ")"},
		{"application", "identifierUris/any(u:contains(u," + odata.QuoteString(domain.ID) + "))"},
	} {
		filter, err := odata.ParseFilter(q.filter)
		if err != nil {
			return nil, err
		}
		for r, err := range tx.List(store.ListQuery{Types: []string{q.typ}, Filter: filter}) {
			if err != nil {
				return nil, err
			}
			if q.typ != "application" || len(withoutDomain(r.Props.Strings("identifierUris"), domain.ID)) < len(r.Props.Strings("identifierUris")) {
				list = append(list, r)
			}
		}
	}
	return list, nil
}

// inDomain tells whether an identifier URI names a host of a domain.
func inDomain(uri, domain string) bool {
	u, err := url.Parse(uri)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	return host == domain || strings.HasSuffix(host, "."+domain)
}
