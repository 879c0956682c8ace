package core

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// primary begins the proxy address that is also the object's mail.
const primary = "SMTP:"

// setMail makes the mail that a body sets the user's primary proxy address in
// the place of the one before, as the reference on user has it. stored is the
// user as it is, nil for a new one.
func (b *body) setMail(tx *store.Tx, stored *odata.Object) error {
	if !b.props.Has("mail") {
		return nil
	}
	mail := b.props.String("mail")
	list := slices.DeleteFunc(stored.Strings("proxyAddresses"), func(address string) bool {
		return strings.HasPrefix(address, primary) || odata.Fold(address) == odata.Fold(primary+mail)
	})
	if mail != "" {
		list = slices.Insert(list, 0, primary+mail)
	}
	b.props.Set("proxyAddresses", list)
	if odata.Fold(mail) == odata.Fold(stored.String("mail")) {
		return nil
	}
	return freeMail(tx, mail, stored.ID())
}

// freeMail refuses an address that a live user or group other than self has
// as its mail. Each mail is a proxy address, and those are unique.
func freeMail(tx *store.Tx, mail, self string) error {
	if mail == "" {
		return nil
	}
	for _, typ := range []string{"user", "group"} {
		r, err := tx.Lookup(typ, "mail", mail)
		switch {
		case isNotFound(err):
		case err != nil:
			return err
		case r.ID != self:
			e := taken("proxyAddresses")
			e.Details = append(e.Details, Detail{Code: "ConflictingObjects", Message: e.Message, Target: r.ID})
			return e
		}
	}
	return nil
}
