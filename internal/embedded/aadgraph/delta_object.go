package aadgraph

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// object appends an object of Graph's delta query, with its links.
func (d *difference) object(o *odata.Object) error {
	if removed := o.Object("@removed"); removed != nil {
		d.removed(o.ID(), removed.String("reason") == "changed")
		return nil
	}
	d.values = append(d.values, d.shown(d.x.wire(d.entity, o)))
	if !d.tracks() {
		return nil
	}
	if d.entity.name == "User" {
		return d.manager(o.ID())
	}
	raw, _ := o.Raw("members@delta")
	links, err := odata.ParseList(raw)
	if err != nil {
		return nil // no links changed
	}
	for _, l := range links {
		to := d.x.s.model().ofCanonical(l.String("@odata.type"))
		d.linkChange(change{kind: "Member", from: d.entity, id: o.ID(), to: to, other: l.ID(), deleted: l.Has("@removed")})
	}
	return nil
}

// shown leaves of an object what the client selected, and what it is.
func (d *difference) shown(o *odata.Object) *odata.Object {
	if len(d.state.Select) == 0 {
		return o
	}
	names := append(d.selected(), "odata.type", "objectType", "objectId", "deletionTimestamp")
	for _, name := range o.Names() {
		if !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			o.Delete(name)
		}
	}
	return o
}

// removed appends an object that is gone; a soft deletion can be undone.
func (d *difference) removed(id string, soft bool) {
	o := new(odata.Object)
	d.x.annotate(o, d.entity, odata.NewObject("id", id))
	o.Set("objectType", d.entity.name)
	o.Set("objectId", id)
	o.Set("aad.isDeleted", true)
	if soft {
		o.Set("aad.isSoftDeleted", true)
	}
	d.values = append(d.values, o)
}

// manager appends a user's manager. Graph gives the user again when it
// changes; to tell of it once more is legal.
func (d *difference) manager(user string) error {
	o, err := d.x.graph(request{method: http.MethodGet, path: keyed("users", user) + "/manager", query: url.Values{"$select": {"id"}}})
	if isNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	to := d.x.s.model().ofCanonical(o.String("@odata.type"))
	d.linkChange(change{kind: "Manager", from: d.entity, id: user, to: to, other: o.ID()})
	return nil
}

// lostManagers appends the links to managers that were removed since the round
// before and not made again. Graph's delta queries do not say whom they led
// to; the record of changes does.
func (d *difference) lostManagers() error {
	if !d.tracks() {
		return nil
	}
	lost := map[[2]string]bool{}
	var order [][2]string
	err := d.x.s.Directory.Read(d.x.r.Context(), func(tx *store.Tx) error {
		for c, err := range tx.Changes(store.ChangeQuery{Types: []string{"user"}, After: d.state.Sequence}) {
			if err != nil {
				return err
			}
			if c.Relation != "manager" {
				continue
			}
			pair := [2]string{c.ID, c.Other}
			if _, known := lost[pair]; !known {
				order = append(order, pair)
			}
			lost[pair] = c.Kind == store.Unlinked
		}
		return nil
	})
	for _, pair := range order {
		if lost[pair] {
			d.linkChange(change{kind: "Manager", from: d.entity, id: pair[0], to: d.entity, other: pair[1], deleted: true})
		}
	}
	return err
}

// change is a link that was made or removed.
type change struct {
	kind      string // Member, Manager
	from, to  *entity
	id, other string
	deleted   bool
}

// linkChange appends a DirectoryLinkChange.
func (d *difference) linkChange(c change) {
	o := new(odata.Object)
	if d.x.metadata != inbound.NoMetadata {
		o.Set("odata.type", d.x.version.namespace()+".DirectoryLinkChange")
	}
	for _, member := range []struct {
		name  string
		value any
	}{
		{"objectType", "DirectoryLinkChange"}, {"objectId", "00000000-0000-0000-0000-000000000000"}, {"deletionTimestamp", nil},
		{"associationType", c.kind},
		{"sourceObjectId", c.id}, {"sourceObjectType", c.from.name}, {"sourceObjectUri", d.uri(c.from, c.id)},
		{"targetObjectId", c.other}, {"targetObjectType", c.to.name}, {"targetObjectUri", d.uri(c.to, c.other)},
	} {
		o.Set(member.name, member.value)
	}
	if c.deleted {
		o.Set("aad.isDeleted", true)
	}
	d.values = append(d.values, o)
}

func (d *difference) uri(e *entity, id string) string {
	return d.x.location(e, odata.NewObject("id", id))
}
