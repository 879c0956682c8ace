package faulty

import (
	"crypto/sha1"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// action carries out the actions on credentials (addPassword and
// removePassword, addKey and removeKey, whose proof is not looked at) and on
// licences.
func (d *Directory) action(o *odata.Object, op *directory.Operation) (*odata.Object, error) {
	switch op.Ref.Path {
	case "addPassword":
		d.next++
		c := odata.NewObject("keyId", fmt.Sprintf("%08x-0000-4000-a000-000000000000", d.next))
		set(o, "passwordCredentials", append(credentials(o, "passwordCredentials"), c))
		answer := c.Clone()
		answer.Set("secretText", "a secret text")
		return answer, nil
	case "removePassword":
		return nil, drop(o, "passwordCredentials", op.Body.String("keyId"))
	case "addKey":
		der, err := base64.StdEncoding.DecodeString(op.Body.Object("keyCredential").String("key"))
		if err != nil {
			return nil, err
		}
		d.next++
		sum := sha1.Sum(der)
		c := odata.NewObject("keyId", fmt.Sprintf("%08x-0000-4000-b000-000000000000", d.next),
			"customKeyIdentifier", base64.StdEncoding.EncodeToString(sum[:]))
		set(o, "keyCredentials", append(credentials(o, "keyCredentials"), c))
		return c, nil
	case "removeKey":
		return nil, drop(o, "keyCredentials", op.Body.String("keyId"))
	case "verify":
		o.Set("isVerified", true)
		return o.Clone(), nil
	case "assignLicense":
		return o.Clone(), assignLicense(o, op)
	}
	return nil, errors.ErrUnsupported
}

func credentials(o *odata.Object, property string) []*odata.Object {
	var raws []map[string]any
	_ = o.Decode(property, &raws) // none yet
	var list []*odata.Object
	for _, raw := range raws {
		c := odata.NewObject()
		for _, name := range []string{"keyId", "customKeyIdentifier"} {
			if v, ok := raw[name]; ok {
				c.Set(name, v)
			}
		}
		list = append(list, c)
	}
	return list
}

func set(o *odata.Object, property string, list []*odata.Object) { o.Set(property, list) }

func drop(o *odata.Object, property, keyID string) error {
	var kept []*odata.Object
	list := credentials(o, property)
	for _, c := range list {
		if c.String("keyId") != keyID {
			kept = append(kept, c)
		}
	}
	if len(kept) == len(list) {
		return apierr.New(apierr.Invalid, keyID, "No credentials found to be removed.")
	}
	set(o, property, kept)
	return nil
}
