package task

import (
	"context"
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// The actions on the credentials of an application or service principal
// (Graph: application).
const (
	addPassword    = "addPassword"
	removePassword = "removePassword"
	addKey         = "addKey"
	removeKey      = "removeKey"
)

// dropsCredential tells whether an operation takes a credential away, which
// the directory refuses where there is none of that id (facts/graph.md,
// section 10).
func dropsCredential(op *directory.Operation) bool {
	return op.Verb == directory.Invoke && (op.Ref.Path == removeKey || op.Ref.Path == removePassword)
}

// storedCredential is a key or password credential as it is read.
type storedCredential struct {
	KeyID               string `json:"keyId"`
	CustomKeyIdentifier string `json:"customKeyIdentifier"`
}

// lookForCredential tells whether a credential came or went. Of a new
// password nothing tells: the answer that was lost held its id.
func lookForCredential(ctx context.Context, d directory.Directory, op *directory.Operation) finding {
	property := "keyCredentials"
	switch op.Ref.Path {
	case removePassword:
		property = "passwordCredentials"
	case addKey, removeKey:
	default:
		return finding{}
	}
	o, err := d.Get(ctx, op.Ref.Below(""), odata.Query{Select: []string{"id", property}})
	if apierr.KindOf(err) == apierr.NotFound && err != nil {
		return finding{effect: missing}
	}
	var list []storedCredential
	if err == nil {
		err = o.Decode(property, &list)
	}
	if err != nil {
		return finding{err: err}
	}
	if op.Ref.Path == addKey {
		return is(holdsCertificate(list, op.Body.Object("keyCredential").String("key")))
	}
	return is(!slices.ContainsFunc(list, func(c storedCredential) bool {
		return strings.EqualFold(c.KeyID, op.Body.String("keyId"))
	}))
}

// holdsCertificate looks for a certificate (DER in base64) by its thumbprint,
// which Graph writes in base64 or in hexadecimal digits.
func holdsCertificate(list []storedCredential, certificate string) bool {
	der, err := base64.StdEncoding.DecodeString(certificate)
	if err != nil || len(der) == 0 {
		return false
	}
	sum := sha1.Sum(der)
	return slices.ContainsFunc(list, func(c storedCredential) bool {
		return c.CustomKeyIdentifier == base64.StdEncoding.EncodeToString(sum[:]) ||
			strings.EqualFold(c.CustomKeyIdentifier, hex.EncodeToString(sum[:]))
	})
}

// action is taken back where it made a password, which is removed again,
// changed licences or made an application.
func (v *inverter) action() (inverse, error) {
	switch v.op.Ref.Path {
	case assignLicense:
		return v.licenses()
	case instantiate:
		return v.instantiated()
	}
	if v.op.Ref.Path != addPassword || v.entry.out.ID == "" {
		return v.leave("NotUndoable", "it cannot be taken back"), nil
	}
	o, err := v.get(v.op.Ref.Below(""), odata.Query{Select: []string{"id", "passwordCredentials"}})
	if err != nil {
		return inverse{}, err
	}
	var list []storedCredential
	if o == nil || o.Decode("passwordCredentials", &list) != nil {
		return inverse{undone: true}, nil
	}
	there := slices.ContainsFunc(list, func(c storedCredential) bool { return strings.EqualFold(c.KeyID, v.entry.out.ID) })
	if !there {
		return inverse{undone: true}, nil
	}
	op := v.inverse("remove", directory.Invoke, v.op.Ref.Below(removePassword))
	op.Body = odata.NewObject("keyId", v.entry.out.ID)
	return one(op), nil
}
