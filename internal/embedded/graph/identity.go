package graph

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// signInIdentities narrows what a filter says of a user's identities to those
// whose signInType is not userPrincipalName, for the service finds none of the
// others (reference on user, identities).
func signInIdentities(e odata.Expr) odata.Expr {
	switch e := e.(type) {
	case *odata.Binary:
		c := *e
		c.L, c.R = signInIdentities(e.L), signInIdentities(e.R)
		return &c
	case *odata.Not:
		return &odata.Not{At: e.At, X: signInIdentities(e.X)}
	case *odata.Lambda:
		last := e.Source.Segments[len(e.Source.Segments)-1]
		if e.Body == nil || e.All || !strings.EqualFold(last, "identities") {
			return e
		}
		c := *e
		c.Body = &odata.Binary{At: e.At, Op: "and", L: e.Body, R: &odata.Binary{At: e.At, Op: "ne",
			L: &odata.Path{At: e.At, Segments: []string{e.Var, "signInType"}},
			R: &odata.Literal{At: e.At, Kind: odata.String, Text: "userPrincipalName"}}}
		return &c
	}
	return e
}
