package core

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// applicationPolicy is one kind of the policies that applications and service
// principals go by (facts/graph.md, section 10).
type applicationPolicy struct {
	typ, relation string
	// general policies can be the default of the organization.
	general bool
	// owners are the types that they are assigned to.
	owners []string
}

func applicationPolicies() []applicationPolicy {
	one, both := []string{"servicePrincipal"}, []string{"application", "servicePrincipal"}
	return []applicationPolicy{
		{"claimsMappingPolicy", "claimsMappingPolicies", false, one},
		{"tokenIssuancePolicy", "tokenIssuancePolicies", false, both},
		{"tokenLifetimePolicy", "tokenLifetimePolicies", true, both},
		{"homeRealmDiscoveryPolicy", "homeRealmDiscoveryPolicies", true, one},
	}
}

func applicationPolicyKinds() []kind {
	var list []kind
	for _, p := range applicationPolicies() {
		list = append(list, kind{typ: p.typ, create: p.create, update: p.update})
	}
	return list
}

// applicationPolicyLinks: an object has one policy of a kind at most
// (microsoft-graph-docs, issue 21746).
func applicationPolicyLinks() []linkRule {
	var list []linkRule
	for _, p := range applicationPolicies() {
		for _, owner := range p.owners {
			list = append(list, linkRule{owner: owner, relation: p.relation, may: p.mayApply})
		}
	}
	return list
}

func (p applicationPolicy) mayApply(_ *Directory, tx *store.Tx, owner, other *store.Record) error {
	if other.Type != p.typ {
		return badRequest("Invalid object specified for relation '%s'.", p.relation)
	}
	linked, err := tx.Linked(p.relation, owner.ID, other.ID)
	if err != nil || linked { // which the caller of this says
		return err
	}
	n, err := tx.CountLinks(p.relation, owner.ID)
	if err == nil && n > 0 {
		return &Error{Status: http.StatusConflict, Code: "Request_MultipleObjectsWithSameKeyValue",
			Message: "Request contains property changes that would result in property-uniqueness violation(s). " +
				"Please retry your request with corrected values: only one policy can be assigned by '" + p.relation + "'."}
	}
	return err
}

func (p applicationPolicy) create(d *Directory, ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("displayName", "definition"); err != nil {
		return nil, err
	}
	b.defaultTo("isOrganizationDefault", false)
	if err := p.check(b.props); err != nil {
		return nil, err
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if err := p.onlyDefault(tx, b.props, ""); err != nil {
			return err
		}
		r, err = d.insertPlain(tx, b)
		return err
	})
	return r, err
}

func (p applicationPolicy) update(d *Directory, ctx context.Context, r *store.Record, b *body) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, r.ID)
		if err != nil {
			return err
		}
		b.mergeInto(r.Props)
		if r.Props.String("displayName") == "" {
			return b.require("displayName")
		}
		if err := p.check(r.Props); err != nil {
			return err
		}
		if err := p.onlyDefault(tx, r.Props, r.ID); err != nil {
			return err
		}
		return tx.Update(r)
	})
}

// check: the definition is a list of one text, a JSON object.
func (p applicationPolicy) check(props *odata.Object) error {
	list := props.Strings("definition")
	var whole map[string]json.RawMessage
	if len(list) != 1 || json.Unmarshal([]byte(list[0]), &whole) != nil {
		return badProperty("definition", "Property definition has an invalid value: a list of one text is required, which is a JSON object.")
	}
	if general, _ := props.Bool("isOrganizationDefault"); general && !p.general {
		return badProperty("isOrganizationDefault", "A policy of type '%s' cannot be the default of the organization.", p.typ)
	}
	return nil
}

// onlyDefault refuses a second default of the organization.
func (p applicationPolicy) onlyDefault(tx *store.Tx, props *odata.Object, self string) error {
	if general, _ := props.Bool("isOrganizationDefault"); !general {
		return nil
	}
	for r, err := range tx.List(store.ListQuery{Types: []string{p.typ}}) {
		if err != nil {
			return err
		}
		if general, _ := r.Props.Bool("isOrganizationDefault"); general && r.ID != self {
			return badProperty("isOrganizationDefault", "The policy '%s' is the default of the organization: there can be one of a type only.",
				r.Props.String("displayName"))
		}
	}
	return nil
}
