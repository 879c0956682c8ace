package keys

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// allOthers is the value of --remove for every key but the new one and those
// with which the directory signs SAML tokens.
const allOthers = "others"

func (o *rotateOptions) checkRemove() error {
	for _, which := range o.remove {
		if which != allOthers && !odata.IsGUID(which) {
			return cmdkit.Usagef("--remove takes a KEYID or the word %s, not %q", allOthers, which).
				WithHint(o.words("`tenantctl {app} key list {APP}` shows the KEYIDs"))
		}
	}
	return nil
}

// completeRemove offers the owner's keys, and the word for all others.
func (o *rotateOptions) completeRemove(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	keys, directive := o.completeKeys("keyCredentials")(cmd, args, typed)
	return append(keys, allOthers+"\tall but the new one"), directive
}

// leaving gives the key credentials that are to go, never the new one. What
// is gone already is left out.
func (r *rotation) leaving(ctx context.Context) ([]*odata.Object, error) {
	switch {
	case r.keepOld:
		return nil, nil
	case len(r.remove) == 0:
		return r.signer(ctx)
	}
	var leave []*odata.Object
	list := signing.Keys(r.owner)
	for _, c := range list {
		named := false
		for _, which := range r.remove {
			named = named || strings.EqualFold(which, c.String("keyId"))
		}
		switch fresh := strings.EqualFold(signing.Thumbprint(c), r.fresh.file.Thumbprint); {
		case fresh && named:
			return nil, apierr.New(apierr.Usage, r.target, "the key "+c.String("keyId")+" is the new one: it stays")
		case named, !fresh && r.remove[0] == allOthers && !signing.OfDirectory(list, c):
			leave = append(leave, c)
		}
	}
	return leave, nil
}

// signer gives the key credentials of the key that signs (one certificate may
// be there twice), none if it is gone.
func (r *rotation) signer(ctx context.Context) ([]*odata.Object, error) {
	if r.proof.key == "" {
		return nil, apierr.New(apierr.Usage, r.target, "it has the new certificate, and which one is to go is not said").
			WithHint("name it by --sign-with FILE or --remove KEYID, or add --keep-old")
	}
	_, key, err := r.app.Signer.Open(ctx, signing.Files{Key: r.proof.key, Cert: r.proof.certificate, Password: r.proof.passwordFile})
	switch {
	case err != nil:
		return nil, r.proof.advise(err)
	case key.Thumbprint == r.fresh.file.Thumbprint:
		return nil, apierr.New(apierr.Usage, r.target, "the present certificate and the new one are the same").
			WithHint("--sign-with names the key that is to be replaced, --cert the new certificate")
	}
	present := slices.DeleteFunc(signing.Keys(r.owner), func(c *odata.Object) bool {
		return !strings.EqualFold(signing.Thumbprint(c), key.Thumbprint)
	})
	if len(present) == 0 && r.add != nil {
		return nil, apierr.New(apierr.Usage, r.target, "which of its keys signs cannot be told: their thumbprints are not shown").
			WithHint("name the one that is to go: --remove KEYID")
	}
	return present, nil
}

// confirm asks before keys are taken away.
func (r *rotation) confirm(ctx context.Context) error {
	if len(r.leave) == 0 {
		return nil
	}
	var names []string
	for _, c := range r.leave {
		names = append(names, called(c))
	}
	return cmdkit.Confirm(ctx, r.app, fmt.Sprintf("Remove %s of %s as soon as the new certificate signs in?",
		strings.Join(names, ", "), r.owner.String("displayName")))
}
