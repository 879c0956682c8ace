package graph

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/permission"
)

// bound judges the relations that the body of an application or service
// principal binds ("owners@odata.bind") as if $ref were asked for each.
func (j *judge) bound(a address, names []string) error {
	typ := bindingType(a.template)
	if typ == nil {
		return nil
	}
	for _, name := range names {
		relation, isBind := cutBind(name)
		n, ok := typ.Navigation(relation)
		if !isBind || !ok { // what is no relation is refused by its own words
			continue
		}
		if err := j.binds(a, "/"+n.Name+"/$ref", name); err != nil {
			return err
		}
	}
	return nil
}

// binds judges one relation. What is made becomes its maker's own, so that
// being an owner is asked of what is there only.
func (j *judge) binds(a address, below, name string) error {
	if j.method() == http.MethodPost && below == "/owners/$ref" && j.bindsCaller(name) {
		return nil
	}
	template := strings.TrimSuffix(a.template, "/{id}") + "/{id}" + below
	rule, ok := permission.Required(http.MethodPost, template)
	if !ok {
		return j.refuse("no rule for POST " + template)
	}
	d, err := j.allows(rule)
	switch {
	case err != nil:
		return err
	case d.Verdict == permission.Denied:
		return j.refuse(d.Reason + ": the body binds what POST " + template + " would")
	case d.Verdict == permission.Owned && j.method() != http.MethodPost:
		return j.owned(rule, a)
	}
	return nil
}

// bindsCaller says that a bind is of the caller alone.
func (j *judge) bindsCaller(name string) bool {
	raw, _ := j.given.Raw(name)
	var urls []string
	if json.Unmarshal(raw, &urls) != nil {
		return false
	}
	for _, u := range urls {
		if id, err := core.ReferenceID(u); err != nil || !strings.EqualFold(id, j.caller.ID) {
			return false
		}
	}
	return true
}

// bindingType is the type of the object that the template makes or changes,
// if its relations are judged; else nil.
func bindingType(template string) *edm.Type {
	switch strings.TrimSuffix(template, "/{id}") {
	case "/applications":
		return edm.Lookup("application")
	case "/servicePrincipals":
		return edm.Lookup("servicePrincipal")
	}
	return nil
}

// isBinding says that a member of a body binds a relation.
func isBinding(name string) bool {
	_, ok := cutBind(name)
	return ok
}

// cutBind takes "@odata.bind" off a name, in whatever case, as bodies are
// read.
func cutBind(name string) (relation string, ok bool) {
	relation, annotation, ok := strings.Cut(name, "@")
	return relation, ok && strings.EqualFold(annotation, "odata.bind")
}
