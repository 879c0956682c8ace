package core

import (
	"context"
	"net/mail"
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// invitedProperties are those of an invitation that an answer gives back.
func invitedProperties() []string {
	return []string{"invitedUserDisplayName", "invitedUserEmailAddress", "invitedUserMessageInfo", "invitedUserType", "inviteRedirectUrl", "resetRedemption", "sendInvitationMessage"}
}

// Invite makes a guest of a person outside of the organization and gives the
// invitation, and the user's id. A guest who was invited before is invited
// again. No mail is sent.
func (d *Directory) Invite(ctx context.Context, o *odata.Object) (invitation *odata.Object, user string, err error) {
	b, err := d.parseBody(edm.Lookup("invitation"), o, "")
	if err != nil {
		return nil, "", err
	}
	if err := b.checkInvitation(); err != nil {
		return nil, "", err
	}
	err = d.write(ctx, func(tx *store.Tx) error {
		r, err := d.guest(tx, b)
		if err == nil {
			user = r.ID
		}
		return err
	})
	if err != nil {
		return nil, "", err
	}
	id := newID()
	invitation = odata.NewObject("id", id,
		"inviteRedeemUrl", "https://login.microsoftonline.com/redeem?rd="+url.QueryEscape("https://invitations.microsoft.com/redeem/?user="+user+"&ticket="+id),
		"status", "PendingAcceptance")
	b.defaultTo("invitedUserType", "Guest")
	b.defaultTo("sendInvitationMessage", false)
	b.defaultTo("resetRedemption", false)
	for _, name := range invitedProperties() {
		if raw, ok := b.props.Raw(name); ok {
			invitation.Set(name, raw)
		}
	}
	return invitation, user, nil
}

func (b *body) checkInvitation() error {
	if err := b.require("invitedUserEmailAddress", "inviteRedirectUrl"); err != nil {
		return err
	}
	address := b.props.String("invitedUserEmailAddress")
	if a, err := mail.ParseAddress(address); err != nil || a.Address != address {
		return badProperty("invitedUserEmailAddress", "The invited user's e-mail address '%s' is not valid.", address)
	}
	if u, err := url.Parse(b.props.String("inviteRedirectUrl")); err != nil || u.Scheme == "" || u.Host == "" {
		return badProperty("inviteRedirectUrl", "The inviteRedirectUrl must be an absolute URL.")
	}
	return nil
}

// guest gives the user with the invited address, or makes it.
func (d *Directory) guest(tx *store.Tx, b *body) (*store.Record, error) {
	address := b.props.String("invitedUserEmailAddress")
	switch r, err := tx.Lookup("user", "mail", address); {
	case err == nil && r.Props.String("userType") == "Guest":
		return r, nil
	case err == nil:
		return nil, badProperty("invitedUserEmailAddress", "The invited user already exists in the directory as a member. Collaboration is already possible.")
	case !isNotFound(err):
		return nil, err
	}
	domain, err := initialDomain(tx)
	if err != nil {
		return nil, err
	}
	made, err := d.guestBody(b, domain)
	if err != nil {
		return nil, err
	}
	if err := made.setMail(tx, nil); err != nil {
		return nil, err
	}
	if err := freeName(tx, made.props.String("userPrincipalName"), ""); err != nil {
		return nil, err
	}
	return d.insert(tx, made, nil)
}

// guestBody is the new user: the sign-in name holds the address, with
// #EXT# behind it.
func (d *Directory) guestBody(b *body, domain string) (*body, error) {
	address := b.props.String("invitedUserEmailAddress")
	local, _, _ := strings.Cut(address, "@")
	nickname := strings.ReplaceAll(address, "@", "_") + "#EXT#"
	name := b.props.String("invitedUserDisplayName")
	if name == "" {
		name = local
	}
	kind := b.props.String("invitedUserType")
	if kind == "" {
		kind = "Guest"
	}
	made := &body{typ: edm.Lookup("user"), props: odata.NewObject(
		"accountEnabled", true, "displayName", name, "mail", address, "mailNickname", nickname,
		"otherMails", []string{address}, "userPrincipalName", nickname+"@"+domain, "userType", kind,
		"creationType", "Invitation", "externalUserState", "PendingAcceptance",
		"externalUserStateChangeDateTime", stamp(d.Now()))}
	if err := edm.CheckUserPrincipalName(made.props.String("userPrincipalName")); err != nil {
		return nil, badProperty("invitedUserEmailAddress", "The invited user's e-mail address '%s' is too long, or has characters that a user name cannot have.", address)
	}
	made.userDefaults(d)
	return made, nil
}
