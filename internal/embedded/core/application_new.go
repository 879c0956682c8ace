package core

import (
	"context"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// firstPasswords makes the passwords that a new application asks for, and
// lists them in the body without their secrets, with those that brought one.
func (d *Directory) firstPasswords(b *body) ([]*odata.Object, error) {
	var made, listed []*odata.Object
	for i, given := range credentialList(b.props, passwordList) {
		if b.given != nil {
			o, err := b.newPasswordAt(i, given)
			if err != nil {
				return nil, err
			}
			listed = append(listed, o)
			continue
		}
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
	b.defaultTo("oauth2RequirePostResponse", false)
	b.props.Set("verifiedPublisher", noPublisher())
	if c, _ := CallerOf(ctx); c.AppID != "" {
		b.props.Set("createdByAppId", c.AppID)
	}
	completeApplication(b.props)
}

// completeApplication gives an application what none is without, when it is
// new and when something was cleared.
func completeApplication(app *odata.Object) {
	if app.IsNull("signInAudience") {
		app.Set("signInAudience", "AzureADandPersonalMicrosoftAccount")
	}
	version := any(nil)
	if app.String("signInAudience") == "AzureADandPersonalMicrosoftAccount" || app.String("signInAudience") == "PersonalMicrosoftAccount" {
		version = 2
	}
	none := []string{}
	complete(app, "api", odata.NewObject("acceptMappedClaims", nil, "knownClientApplications", none,
		"requestedAccessTokenVersion", version, "oauth2PermissionScopes", none, "preAuthorizedApplications", none))
	complete(app, "info", odata.NewObject("logoUrl", nil, "marketingUrl", nil, "privacyStatementUrl", nil, "supportUrl", nil, "termsOfServiceUrl", nil))
	complete(app, "parentalControlSettings", odata.NewObject("countriesBlockedForMinors", none, "legalAgeGroupRule", "Allow"))
	complete(app, "publicClient", odata.NewObject("redirectUris", none))
	complete(app, "spa", odata.NewObject("redirectUris", none))
	complete(app, "web", odata.NewObject("homePageUrl", nil, "logoutUrl", nil, "redirectUris", none, "redirectUriSettings", none,
		"implicitGrantSettings", odata.NewObject("enableAccessTokenIssuance", false, "enableIdTokenIssuance", false)))
}

// complete gives a complex property the members that it lacks.
func complete(o *odata.Object, name string, whole *odata.Object) {
	given := o.Object(name)
	if given != nil {
		for member, raw := range given.All() {
			whole.Set(member, raw)
		}
	}
	o.Set(name, whole)
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
