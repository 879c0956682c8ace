package odata

import (
	"encoding/json"
	"slices"
	"strings"
)

// SecretNames gives the names of the members of an object that hold a secret
// (a password, a private key, a token) as far as names tell: its own, and
// those beside it. of is the name of the member that holds the object, or the
// list in which it is; "" if there is none. What objects within the object
// hold is not looked at, and a list of objects is no secret itself (the claims
// of optionalClaims/idToken). Case makes no difference: services read bodies so.
//
// What a credential has in "value" is one (Azure AD Graph's passwordCredential,
// the fields of single sign-on in Graph beta), and in a pair of "key" and
// "value" it is the value if the key is the name of one (secrets of
// synchronization).
func (o *Object) SecretNames(of string) []string {
	credential := isCredentialName(of) || o.like("keyId") != "" || o.like("fieldId") != ""
	key, value := o.like("key"), o.like("value")
	pair := key != "" && value != "" && !credential
	var names []string
	for name, raw := range o.All() {
		secret := IsSecretName(name) && !isObjects(raw) || isCredentialName(name) && isWord(raw)
		switch {
		case pair && name == key:
			secret = false
		case pair && name == value:
			secret = IsSecretName(o.String(key))
		case credential && name == value:
			secret = true
		}
		if secret {
			names = append(names, name)
		}
	}
	return names
}

// like gives the name of the first member that is called so in any case, "" if
// there is none.
func (o *Object) like(name string) string {
	for own := range o.All() {
		if strings.EqualFold(own, name) {
			return own
		}
	}
	return ""
}

// isCredentialName tells whether a member of this name holds credentials:
// objects, so that a text in their place is taken for a secret.
func isCredentialName(name string) bool {
	name = strings.ToLower(strings.TrimSuffix(name, "s"))
	return name == "keycredential" || name == "passwordcredential" || name == "credential"
}

// isWord tells whether a value is a text, or a list of such.
func isWord(raw json.RawMessage) bool {
	return len(raw) > 0 && (raw[0] == '"' || raw[0] == '[' && strings.HasPrefix(strings.TrimLeft(string(raw[1:]), " \t\r\n"), `"`))
}

// isObjects tells whether a value is a list of objects alone.
func isObjects(raw json.RawMessage) bool {
	_, err := ParseList(raw)
	return err == nil
}

// IsSecretName tells whether a JSON member, a form field, a query parameter or
// a header of this name holds a secret, in any of the protocols. Case,
// underscores and dashes make no difference.
func IsSecretName(name string) bool {
	name = strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(name, "_", ""), "-", ""))
	secrets := [...]string{
		"secrettext", "secretkey", "key", "privatekey", "proof", "passphrase", "temporaryaccesspass",
		"unicodepwd", "pin", "assertion", "clientassertion", "devicecode", "sig",
		"authorization", "proxyauthorization", "cookie", "setcookie",
	}
	return slices.Contains(secrets[:], name) || strings.HasSuffix(name, "password") || strings.HasSuffix(name, "secret") ||
		strings.HasSuffix(name, "token") && !strings.HasPrefix(name, "$")
}
