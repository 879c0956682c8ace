package core

import (
	"context"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createApplication follows facts/graph.md, section 10, and the reference on
// application. A password credential in the body is made as by addPassword,
// and the answer alone has its secretText.
func (d *Directory) createApplication(ctx context.Context, b *body) (*store.Record, error) {
	secrets, err := d.prepareApplication(ctx, b)
	if err != nil {
		return nil, err
	}
	var r *store.Record
	err = d.write(ctx, func(tx *store.Tx) (err error) {
		r, err = d.insertApplication(ctx, tx, b, secrets)
		return err
	})
	if err != nil || len(secrets) == 0 {
		return r, err
	}
	r.Props.Set(passwordList, secrets)
	return r, nil
}

// prepareApplication checks the body of a new application, gives it what all
// have, and makes the passwords that it asks for.
func (d *Directory) prepareApplication(ctx context.Context, b *body) ([]*odata.Object, error) {
	if err := b.require("displayName"); err != nil {
		return nil, err
	}
	if err := b.checkApplication(); err != nil {
		return nil, err
	}
	if n := b.bound(); n > maxBind {
		return nil, badRequest("At most %d relations can be set in one request, and there are %d.", maxBind, n)
	}
	b.ownedByCreator(ctx)
	b.applicationDefaults(d, ctx)
	return d.firstPasswords(b)
}

func (d *Directory) insertApplication(ctx context.Context, tx *store.Tx, b *body, secrets []*odata.Object) (*store.Record, error) {
	if err := b.freeApplicationNames(tx, ""); err != nil {
		return nil, err
	}
	domain, err := defaultDomain(tx)
	if err != nil {
		return nil, err
	}
	b.props.Set("publisherDomain", domain)
	kept := noCredentials()
	if err := b.setKeys(&store.Record{Props: new(odata.Object)}, kept); err != nil {
		return nil, err
	}
	for _, made := range secrets {
		if kept.Passwords[made.String("keyId")], err = hashPassword(made.String("secretText")); err != nil {
			return nil, err
		}
	}
	return d.insertHolder(ctx, tx, b, kept)
}

// insertHolder stores a new object that has credentials, with its relations.
func (d *Directory) insertHolder(ctx context.Context, tx *store.Tx, b *body, kept credentials) (*store.Record, error) {
	secret, err := kept.secret()
	if err != nil {
		return nil, err
	}
	r, err := d.insert(tx, b, secret)
	if err != nil {
		return nil, err
	}
	if err := d.bind(tx, r, b.binds); err != nil {
		return nil, err
	}
	return r, noteCreator(ctx, tx, r)
}

// firstPasswords makes the passwords that a new application asks for, and
// lists them in the body without their secrets.
func (d *Directory) firstPasswords(b *body) ([]*odata.Object, error) {
	var made, listed []*odata.Object
	for _, given := range credentialList(b.props, passwordList) {
		if !given.IsNull("secretText") || !given.IsNull("keyId") {
			return nil, badProperty(passwordList, "The secret of a new password credential cannot be given: the directory makes it.")
		}
		o, err := d.newPassword(given)
		if err != nil {
			return nil, err
		}
		made, listed = append(made, o), append(listed, withoutSecret(o))
	}
	b.props.Set(passwordList, append([]*odata.Object{}, listed...))
	return made, nil
}

// applicationDefaults sets what a new application has. Which members the
// complex ones show is what the service answers.
func (b *body) applicationDefaults(d *Directory, ctx context.Context) {
	b.created(d.Now())
	b.props.Set("appId", newID())
	b.defaultTo("signInAudience", "AzureADandPersonalMicrosoftAccount")
	b.defaultTo("oauth2RequirePostResponse", false)
	b.props.Set("verifiedPublisher", odata.NewObject("displayName", nil, "verifiedPublisherId", nil, "addedDateTime", nil))
	if c, _ := CallerOf(ctx); c.AppID != "" {
		b.props.Set("createdByAppId", c.AppID)
	}
	version := any(nil)
	if b.props.String("signInAudience") == "AzureADandPersonalMicrosoftAccount" || b.props.String("signInAudience") == "PersonalMicrosoftAccount" {
		version = 2
	}
	none := []string{}
	b.complete("api", odata.NewObject("acceptMappedClaims", nil, "knownClientApplications", none,
		"requestedAccessTokenVersion", version, "oauth2PermissionScopes", none, "preAuthorizedApplications", none))
	b.complete("info", odata.NewObject("logoUrl", nil, "marketingUrl", nil, "privacyStatementUrl", nil, "supportUrl", nil, "termsOfServiceUrl", nil))
	b.complete("parentalControlSettings", odata.NewObject("countriesBlockedForMinors", none, "legalAgeGroupRule", "Allow"))
	b.complete("publicClient", odata.NewObject("redirectUris", none))
	b.complete("spa", odata.NewObject("redirectUris", none))
	b.complete("web", odata.NewObject("homePageUrl", nil, "logoutUrl", nil, "redirectUris", none, "redirectUriSettings", none,
		"implicitGrantSettings", odata.NewObject("enableAccessTokenIssuance", false, "enableIdTokenIssuance", false)))
}

// complete gives a complex property the members that it lacks.
func (b *body) complete(name string, whole *odata.Object) {
	given := b.props.Object(name)
	if given != nil {
		for member, raw := range given.All() {
			whole.Set(member, raw)
		}
	}
	b.props.Set(name, whole)
}

// ownedByCreator makes the caller the owner of what it makes and names no
// owners of: a user always, an application where that is what lets it create
// (Application.ReadWrite.OwnedBy: "apps that this app creates or owns").
func (b *body) ownedByCreator(ctx context.Context) {
	c, ok := CallerOf(ctx)
	if !ok || c.ID == "" || slices.ContainsFunc(b.binds, func(x bind) bool { return x.relation == "owners" }) {
		return
	}
	byOwner := slices.Contains(c.Roles, "Application.ReadWrite.OwnedBy") && !slices.Contains(c.Roles, "Application.ReadWrite.All")
	if c.User || byOwner {
		b.binds = append(b.binds, bind{"owners", []string{c.ID}})
	}
}

// noteCreator links a service principal to what it made: its createdObjects.
func noteCreator(ctx context.Context, tx *store.Tx, r *store.Record) error {
	c, ok := CallerOf(ctx)
	if !ok || c.User || c.ID == "" {
		return nil
	}
	_, err := tx.Link("createdObjects", c.ID, r.ID)
	if isNotFound(err) {
		return nil
	}
	return err
}

func (d *Directory) updateApplication(ctx context.Context, r *store.Record, b *body) error {
	if b.props.Has("displayName") {
		if err := b.require("displayName"); err != nil {
			return err
		}
	}
	if err := b.checkApplication(); err != nil {
		return err
	}
	return d.write(ctx, func(tx *store.Tx) error { return d.changeApplication(tx, r.ID, b) })
}

func (d *Directory) changeApplication(tx *store.Tx, id string, b *body) error {
	r, err := live(tx, id)
	if err != nil {
		return err
	}
	if err := b.freeApplicationNames(tx, id); err != nil {
		return err
	}
	if err := b.checkEntitlements(r); err != nil {
		return err
	}
	before := r.Props.Clone()
	if err := b.changeHolder(r); err != nil {
		return err
	}
	if err := d.bind(tx, r, b.binds); err != nil {
		return err
	}
	if err := tx.Update(r); err != nil {
		return err
	}
	return followApplication(tx, before, r.Props)
}

// changeHolder merges the body into an object that has credentials.
func (b *body) changeHolder(r *store.Record) error {
	kept := credentialsOf(r)
	if err := b.setKeys(r, kept); err != nil {
		return err
	}
	if err := b.setPasswords(r); err != nil {
		return err
	}
	b.mergeInto(r.Props)
	return kept.keep(r)
}
