package core

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// peopleKinds are users and groups.
func peopleKinds() []kind {
	always := func(*store.Record) bool { return true }
	return []kind{
		{typ: "user", create: (*Directory).createUser, update: (*Directory).updateUser, soft: always, going: userGoing, back: userBack},
		{typ: "group", create: (*Directory).createGroup, update: (*Directory).updateGroup, soft: func(r *store.Record) bool { return isUnified(r.Props) }, going: groupGoing, back: groupBack},
	}
}

// peopleLinks are what groups hold, and whom people work for.
func peopleLinks() []linkRule {
	return []linkRule{
		{owner: "group", relation: "members", may: mayJoin, leave: leaveGroup, linked: joinLicenses, unlinked: leaveLicenses},
		{owner: "group", relation: "owners", may: mayOwnGroup, leave: leaveOwners},
		{owner: "user", relation: "manager", single: true, may: mayManage},
	}
}

// userGoing frees the licences of a user that is deleted.
func userGoing(d *Directory, tx *store.Tx, r *store.Record, _ bool) error {
	return d.freeLicenses(tx, r)
}

func groupGoing(_ *Directory, _ *store.Tx, r *store.Record, _ bool) error { return keepsLicenses(r) }

// userBack gives a user its sign-in name back, if nobody took it, and its
// licences, as far as there are units.
func userBack(d *Directory, tx *store.Tx, r *store.Record) error {
	upn := strings.TrimPrefix(r.Props.String("userPrincipalName"), upnPrefix(r.ID))
	if err := freeName(tx, upn, r.ID); err != nil {
		return err
	}
	r.Props.Set("userPrincipalName", upn)
	if err := freeMail(tx, r.Props.String("mail"), r.ID); err != nil {
		return err
	}
	return d.restoreLicenses(tx, r)
}

func groupBack(_ *Directory, tx *store.Tx, r *store.Record) error {
	if err := freeMail(tx, r.Props.String("mail"), r.ID); err != nil {
		return err
	}
	return freeNickname(tx, r.Props, r.ID)
}
