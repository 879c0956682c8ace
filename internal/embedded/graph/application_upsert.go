package graph

import (
	"errors"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createsMissing says that a PATCH whose object was not found is to create
// it: it is named by a key that is set once, such as a uniqueName or a
// federated credential's name, and the client prefers that.
func (x *exchange) createsMissing(p *place, err error) bool {
	var e *core.Error
	if !errors.As(err, &e) || e.Status != http.StatusNotFound {
		return false
	}
	for _, value := range x.r.Header.Values("Prefer") {
		for preference := range strings.SplitSeq(value, ",") {
			if strings.EqualFold(strings.TrimSpace(preference), "create-if-missing") {
				return keyNamed(p) != ""
			}
		}
	}
	return false
}

// keyNamed gives the property by which the path names an object that may be
// created by its name; "" if there is none.
func keyNamed(p *place) string {
	if p.key == nil {
		return ""
	}
	for _, name := range p.typ.AlternateKeys {
		if strings.EqualFold(name, p.key.property) && p.typ.Rule(name).Immutable {
			return name
		}
	}
	return ""
}

// createMissing creates the object that a PATCH names.
func (x *exchange) createMissing(p *place, o *odata.Object) error {
	o.Set(keyNamed(p), p.key.value)
	set := *p
	set.key = nil
	return x.createFrom(&set, o)
}
