package core

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Statuses of a schema extension: it is made, released, and withdrawn.
const (
	inDevelopment = "InDevelopment"
	available     = "Available"
	deprecated    = "Deprecated"
)

// createSchemaExtension defines a schema extension: a complex property of its
// own that objects of the target types may have. Its id is that asked for,
// behind a random prefix unless it begins with a verified domain.
func (d *Directory) createSchemaExtension(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("id", "properties", "targetTypes"); err != nil {
		return nil, err
	}
	if err := b.checkSchemaExtension(nil); err != nil {
		return nil, err
	}
	if status := b.props.String("status"); status != "" && status != inDevelopment {
		return nil, badProperty("status", "A new schema extension has the status '%s'.", inDevelopment)
	}
	b.defaultTo("status", inDevelopment)
	name := b.props.String("id")
	b.props.Delete("id")
	if caller, _ := CallerOf(ctx); caller.AppID != "" {
		b.defaultTo("owner", caller.AppID)
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if _, err := tx.Lookup("application", "appId", b.props.String("owner")); isNotFound(err) {
			return badProperty("owner", "The owner '%s' of a schema extension must be the appId of an application.", b.props.String("owner"))
		} else if err != nil {
			return err
		}
		if b.id, err = b.schemaID(tx, name); err != nil {
			return err
		}
		r, err = d.insert(tx, b, nil)
		return err
	})
	return r, err
}

// schemaID gives the id of a new schema extension.
func (b *body) schemaID(tx *store.Tx, name string) (string, error) {
	if domain, rest, ok := strings.Cut(name, "_"); ok && rest != "" {
		for r, err := range tx.List(store.ListQuery{Types: []string{"domain"}}) {
			if err != nil {
				return "", err
			}
			label, _, _ := strings.Cut(r.ID, ".")
			if verified, _ := r.Props.Bool("isVerified"); verified && strings.EqualFold(label, domain) {
				return name, freeSchemaID(tx, name)
			}
		}
	}
	return "ext" + strings.ToLower(rand.Text()[:8]) + "_" + name, nil
}

func freeSchemaID(tx *store.Tx, id string) error {
	_, err := tx.Get(id)
	if isNotFound(err) {
		return nil
	}
	if err == nil {
		return taken("id")
	}
	return err
}

// checkSchemaExtension checks what is given; stored is the extension as it
// is, nil for a new one. Its properties can only become more.
func (b *body) checkSchemaExtension(stored *odata.Object) error {
	if id := b.props.String("id"); b.props.Has("id") && (id == "" || strings.ContainsFunc(id, notInExtension)) {
		return badProperty("id", "The id of a schema extension has letters, digits and underscores only.")
	}
	for _, target := range b.props.Strings("targetTypes") {
		if !slices.ContainsFunc(schemaTargets(), func(s string) bool { return strings.EqualFold(s, target) }) {
			return badProperty("targetTypes", "Invalid value specified for property 'targetTypes': '%s' is none of %s.", target, strings.Join(schemaTargets(), ", "))
		}
	}
	if !b.props.Has("properties") {
		return nil
	}
	var names []string
	given := credentialList(b.props, "properties")
	for _, p := range given {
		if name := p.String("name"); name == "" || strings.ContainsFunc(name, notInExtension) || p.IsNull("type") {
			return badProperty("properties", "Each of the properties of a schema extension needs a name, of letters and digits, and a type.")
		}
		names = append(names, p.String("name"))
	}
	for _, old := range credentialList(stored, "properties") {
		i := slices.IndexFunc(given, func(p *odata.Object) bool { return p.String("name") == old.String("name") })
		if i < 0 || given[i].String("type") != old.String("type") {
			return badProperty("properties", "The property '%s' of a schema extension can neither be removed nor changed.", old.String("name"))
		}
	}
	return distinct("properties", names)
}

// schemaTargets are the types that schema extensions are for, of which those
// count here that the directory keeps.
func schemaTargets() []string {
	return []string{"AdministrativeUnit", "Contact", "Device", "Event", "Group", "Message", "Organization", "Post", "TodoTask", "TodoTaskList", "User"}
}

func (d *Directory) updateSchemaExtension(ctx context.Context, r *store.Record, b *body) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, r.ID)
		if err != nil {
			return err
		}
		if err := mayChangeSchema(ctx, r); err != nil {
			return err
		}
		if err := b.checkSchemaExtension(r.Props); err != nil {
			return err
		}
		before := r.Props.String("status")
		b.mergeInto(r.Props)
		if after := r.Props.String("status"); before != after && after == inDevelopment || before == inDevelopment && after == deprecated {
			return badProperty("status", "The status of a schema extension cannot change from '%s' to '%s'.", before, after)
		}
		return tx.Update(r)
	})
}

// DeleteSchemaExtension is [Directory.Delete] for a schema extension, which
// only its owner may take away.
func (d *Directory) DeleteSchemaExtension(ctx context.Context, r *store.Record) error {
	if err := mayChangeSchema(ctx, r); err != nil {
		return err
	}
	return d.Delete(ctx, r.ID)
}

// mayChangeSchema: an application may change and delete its own alone.
func mayChangeSchema(ctx context.Context, r *store.Record) error {
	c, _ := CallerOf(ctx)
	if c.AppID != "" && !strings.EqualFold(c.AppID, r.Props.String("owner")) {
		return denied()
	}
	return nil
}

// schemaExtensionGoing: what was released stays.
func schemaExtensionGoing(_ *Directory, _ *store.Tx, r *store.Record, _ bool) error {
	if r.Props.String("status") != inDevelopment {
		return badRequest("A schema extension can be deleted only while its status is '%s'.", inDevelopment)
	}
	return nil
}

// schemaExtension finds a schema extension by its id.
func schemaExtension(tx *store.Tx, id string) (*store.Record, error) {
	r, err := tx.Get(id)
	if err == nil && r.Type != "schemaExtension" {
		return nil, store.ErrNotFound
	}
	return r, err
}
