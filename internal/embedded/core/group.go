package core

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createGroup follows facts/graph.md, section 7. A group that a user makes
// without naming owners is owned by that user (unverified there; Graph's
// reference says so of delegated calls).
func (d *Directory) createGroup(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("displayName", "mailEnabled", "mailNickname", "securityEnabled"); err != nil {
		return nil, err
	}
	if err := checkGroupKind(b.props); err != nil {
		return nil, err
	}
	if n := b.bound(); n > maxBind {
		return nil, badRequest("At most %d relations can be set in one request, and there are %d.", maxBind, n)
	}
	b.ownedByCaller(ctx)
	b.groupDefaults(d)
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if err := errors.Join(freeNickname(tx, b.props, ""), b.checkUnique(tx, "")); err != nil {
			return err
		}
		if err := b.setGroupMail(tx); err != nil {
			return err
		}
		if r, err = d.insert(tx, b, nil); err != nil {
			return err
		}
		return d.bind(tx, r, b.binds)
	})
	return r, err
}

// checkGroupKind refuses what only Exchange can make: mail-enabled groups
// that are not Microsoft 365 groups, and groups that are neither.
func checkGroupKind(props *odata.Object) error {
	mail, _ := props.Bool("mailEnabled")
	security, _ := props.Bool("securityEnabled")
	switch unified := isUnified(props); {
	case unified && !mail:
		return badProperty("mailEnabled", "The mail-enablement property of a group of type 'Unified' must be set.")
	case !unified && (mail || !security):
		return badRequest("The service does not currently support writes of mail-enabled groups. Please ensure " +
			"that the mail-enablement property is unset and the security-enablement property is set.")
	}
	for _, kind := range props.Strings("groupTypes") {
		if kind != "Unified" && kind != "DynamicMembership" {
			return badProperty("groupTypes", "Invalid value specified for property 'groupTypes' of resource 'Group': '%s'.", kind)
		}
	}
	dynamic := slices.Contains(props.Strings("groupTypes"), "DynamicMembership")
	if dynamic && props.IsNull("membershipRule") {
		return badProperty("membershipRule", "A value is required for property 'membershipRule' of resource 'Group'.")
	}
	if role, _ := props.Bool("isAssignableToRole"); role && (dynamic || !security) {
		return badProperty("isAssignableToRole", "A group that is assignable to roles must be security-enabled and its membership not dynamic.")
	}
	return nil
}

func (b *body) groupDefaults(d *Directory) {
	b.created(d.Now())
	b.props.Set("renewedDateTime", stamp(d.Now()))
	if isUnified(b.props) {
		b.defaultTo("visibility", "Public")
	}
}

// setGroupMail gives a mail-enabled group its address in the default domain.
func (b *body) setGroupMail(tx *store.Tx) error {
	if !isUnified(b.props) {
		return nil
	}
	domain, err := defaultDomain(tx)
	if err != nil {
		return err
	}
	mail := b.props.String("mailNickname") + "@" + domain
	b.props.Set("mail", mail)
	b.props.Set("proxyAddresses", []string{"SMTP:" + mail})
	return nil
}

func defaultDomain(tx *store.Tx) (string, error) {
	for r, err := range tx.List(store.ListQuery{Types: []string{"domain"}}) {
		if err != nil {
			return "", err
		}
		if ok, _ := r.Props.Bool("isDefault"); ok {
			return r.ID, nil
		}
	}
	return "", badRequest("The organization has no default domain.")
}

// ownedByCaller makes a calling user the owner of a group that names none.
func (b *body) ownedByCaller(ctx context.Context) {
	c, ok := CallerOf(ctx)
	named := slices.ContainsFunc(b.binds, func(x bind) bool { return x.relation == "owners" })
	if ok && c.User && !named {
		b.binds = append(b.binds, bind{"owners", []string{c.ID}})
	}
}

func (d *Directory) updateGroup(ctx context.Context, r *store.Record, b *body) error {
	for _, name := range []string{"displayName", "mailEnabled", "mailNickname", "securityEnabled"} {
		if b.props.Has(name) {
			if err := b.require(name); err != nil {
				return err
			}
		}
	}
	if n := b.bound(); n > maxBind {
		return badRequest("At most %d members can be added in one request, and there are %d.", maxBind, n)
	}
	return d.write(ctx, func(tx *store.Tx) error { return d.changeGroup(tx, r.ID, b) })
}

func (d *Directory) changeGroup(tx *store.Tx, id string, b *body) error {
	r, err := live(tx, id)
	if err != nil {
		return err
	}
	b.mergeInto(r.Props)
	if err := checkGroupKind(r.Props); err != nil {
		return err
	}
	if err := errors.Join(freeNickname(tx, r.Props, id), b.checkUnique(tx, id)); err != nil {
		return err
	}
	if err := d.bind(tx, r, b.binds); err != nil || b.props.Len() == 0 {
		return err
	}
	return tx.Update(r)
}

// freeNickname keeps mailNickname unique among Microsoft 365 groups, for it
// becomes their address. Security groups may share one, as in the service.
func freeNickname(tx *store.Tx, props *odata.Object, self string) error {
	if !isUnified(props) {
		return nil
	}
	f, err := odata.ParseFilter("groupTypes/any(t:t eq 'Unified') and mailNickname eq " +
		odata.QuoteString(props.String("mailNickname")))
	if err != nil {
		return err
	}
	err = noOther(tx, store.ListQuery{Types: []string{"group"}, Filter: f}, self)
	if errors.Is(err, store.ErrExists) {
		return taken("mailNickname")
	}
	return err
}

func isUnified(props *odata.Object) bool {
	return slices.ContainsFunc(props.Strings("groupTypes"), func(s string) bool { return strings.EqualFold(s, "Unified") })
}
