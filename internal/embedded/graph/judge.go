package graph

import (
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/internal/permission"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// judge decides on one request of a caller who is not trusted.
type judge struct {
	x      *exchange
	tx     *store.Tx
	caller core.Caller
	token  permission.Token
	roles  bool            // the token has its directory roles
	seen   map[string]bool // the types of objects that the caller may read, or not
	// given is the body where what it names decides, or empty.
	given *odata.Object
	// missing says that the request was permitted because what it names was
	// not there, and is to be created.
	missing bool
	// cast is the type to which the path narrows directory objects, or nil.
	cast *edm.Type
}

// all judges the request and what it reads on the way: the relations that the
// path goes through and the one that it expands.
func (j *judge) all(t *target, names []string) error {
	for p := t.place.parent; p != nil; p = p.parent {
		if p.relation == nil {
			continue
		}
		a, err := j.x.placeAddress(j.tx, p, true)
		if err != nil {
			return err
		}
		if err := j.one(http.MethodGet, a, ""); err != nil {
			return err
		}
	}
	a, err := j.x.address(j.tx, t)
	if err != nil {
		return err
	}
	if err := j.each(a, names); err != nil {
		return err
	}
	if err := j.bound(a, names); err != nil {
		return err
	}
	if err := j.forRoles(a, names); err != nil {
		return err
	}
	if err := j.forGraph(a, names); err != nil {
		return err
	}
	return j.expanded(t)
}

// each judges the request for each property that it sets, or once.
func (j *judge) each(a address, names []string) error {
	if !strings.HasSuffix(a.template, "{id}") || len(names) == 0 {
		names = []string{""}
	}
	for _, name := range names {
		if err := j.one(j.method(), a, name); err != nil {
			return err
		}
	}
	return nil
}

func (j *judge) method() string {
	if j.x.reads() {
		return http.MethodGet
	}
	return j.x.r.Method
}

// expanded judges the relations of $expand as if they were asked for.
func (j *judge) expanded(t *target) error {
	list, err := expandedNames(j.x.query.Expand)
	if err != nil || t.kind != kindCollection && t.kind != kindEntity {
		return err
	}
	for _, name := range list {
		types := []string{t.place.element().Name}
		if types[0] == "directoryObject" {
			types = j.x.s.types(t.place.typ)
		}
		for _, typ := range types {
			rel := j.x.s.findRelation(edm.Lookup(typ), name)
			if rel == nil {
				continue
			}
			a := address{j.x.s.objectTemplate(typ) + "/" + rel.name, t.place}
			if err := j.one(http.MethodGet, a, ""); err != nil {
				return err
			}
			break
		}
	}
	return nil
}

// one judges one request by its template, or for PATCH by the template of the
// one property that it sets, if there is such a rule.
func (j *judge) one(method string, a address, property string) error {
	self := j.isSelf(a.home)
	if self && j.permitsSelf(method, a.template, property) {
		return nil
	}
	rule, ok := permission.Required(method, a.template+"/"+property)
	if !ok || property == "" {
		rule, ok = permission.Required(method, a.template)
	}
	if !ok {
		return j.refuse("no rule for " + method + " " + a.template)
	}
	return j.decide(rule, a, self)
}

// permitsSelf says that a user may do it to itself.
func (j *judge) permitsSelf(method, template, property string) bool {
	below, ok := strings.CutPrefix(template, "/users/{id}")
	if !ok || property != "" && !permission.SelfProperty(property) {
		return false
	}
	rule, ok := permission.Required(method, "/me"+below)
	return ok && rule.Allows(j.token).Verdict == permission.Allowed
}

func (j *judge) decide(rule permission.Rule, a address, self bool) error {
	d, err := j.allows(rule)
	if err != nil {
		return err
	}
	if d.Verdict != permission.Allowed {
		if ok, err := j.rollsOwnKey(a); ok || err != nil {
			return err
		}
	}
	switch d.Verdict {
	case permission.Denied:
		return j.refuse(d.Reason + ": " + rule.Method + " " + rule.Template + " needs " + strings.Join(d.Needs, ", "))
	case permission.Owned:
		return j.owned(rule, a)
	}
	if !rule.Sensitive() || self {
		return nil
	}
	return j.ordinary(a)
}

// allows is the rule's decision. Directory roles are looked up only where it
// would not be Allowed without: that costs as much as a small answer.
func (j *judge) allows(rule permission.Rule) (permission.Decision, error) {
	if d := rule.Allows(j.token); d.Verdict == permission.Allowed {
		return d, nil
	}
	err := j.loadRoles()
	return rule.Allows(j.token), err
}

func (j *judge) loadRoles() (err error) {
	if !j.roles {
		j.token.DirectoryRoles, err = directoryRoles(j.tx, j.caller.ID)
		j.roles = err == nil
	}
	return err
}

// refuse is the same for every caller; only the log is told why.
func (j *judge) refuse(reason string) error {
	if j.x.refusals != nil {
		j.x.refusals.Refused(reason)
	}
	return &core.Error{Status: http.StatusForbidden, Code: core.CodeDenied, Message: "Insufficient privileges to complete the operation."}
}
