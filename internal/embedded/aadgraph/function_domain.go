package aadgraph

import "net/http"

// domainFunctions: the reference says that verify is of version beta alone,
// and calls it at 1.6.
func domainFunctions() []function {
	return []function{{name: "verify", binding: "Domain", method: http.MethodPost, since: version16, run: (*exchange).verifyDomain}}
}

// verifyDomain answers with the domain as it is then.
func (x *exchange) verifyDomain(t *target) error {
	if _, err := x.arguments(); err != nil {
		return err
	}
	o, err := x.graph(request{method: http.MethodPost, path: t.path + "/verify", entity: t.entity})
	if err != nil {
		return err
	}
	return x.entity(http.StatusOK, t.entity, o)
}
