package task

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// forJournal gives the operation as it may be kept: every member of its body
// that holds a secret, however deep, is left out and named.
func forJournal(op *directory.Operation) *planned {
	p := &planned{Operation: *op}
	p.Body, p.Secret = withoutSecrets(op.Body)
	if path := strings.ToLower(pathOf(op)); strings.Contains(path, "secret") || strings.Contains(path, "passwordcredentials") {
		p.Body, p.Secret = nil, op.Body.Names()
	}
	p.Before, _ = withoutSecrets(op.Before)
	return p
}

// pathOf is the path by which a body of name and value pairs is known to hold
// secrets.
func pathOf(op *directory.Operation) string {
	if op.Request != nil {
		return op.Request.Path
	}
	return op.Ref.Path
}

func withoutSecrets(o *odata.Object) (*odata.Object, []string) {
	var names []string
	for name, raw := range o.All() {
		if isSecret(name) && hasText(raw) || holdsSecret(name, raw) {
			names = append(names, name)
		}
	}
	if names == nil {
		return o, nil
	}
	o = o.Clone()
	for _, name := range names {
		o.Delete(name)
	}
	return o, names
}

// holdsSecret tells whether the object or list of a member holds a secret.
func holdsSecret(name string, raw json.RawMessage) bool {
	if len(raw) == 0 || raw[0] != '{' && raw[0] != '[' {
		return false
	}
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return true // what cannot be read is not kept
	}
	return secretIn(v, isCredential(name))
}

// secretIn looks for a secret in a value; in a credential of Azure AD Graph, and
// in one for single sign-on, the secret is called value.
func secretIn(v any, credential bool) bool {
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, func(item any) bool { return secretIn(item, credential) })
	case map[string]any:
		_, field := v["fieldId"] // of the credentials for single sign-on
		credential = credential || field
		for name, member := range v {
			secret := isSecret(name) || credential && strings.EqualFold(name, "value")
			if s, ok := member.(string); ok && s != "" && secret && !isCertificate(s) || secretIn(member, isCredential(name)) {
				return true
			}
		}
	}
	return false
}

// isCredential tells whether a member of this name is a key or password of an
// application, or a list of them.
func isCredential(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), "s")
	return name == "keycredential" || name == "passwordcredential"
}

// isCertificate tells whether the text of a "key" is a certificate, which is
// public: that of a keyCredential to verify with.
func isCertificate(text string) bool {
	der, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return false
	}
	_, err = x509.ParseCertificate(der)
	return err == nil
}

func hasText(raw json.RawMessage) bool { return len(raw) > 2 && raw[0] == '"' }

// isSecret tells whether a string member of this name is a secret, in any of
// the four protocols.
func isSecret(name string) bool {
	secrets := [...]string{
		"password", "newpassword", "currentpassword", "oldpassword", "strongpassword",
		"secrettext", "clientsecret", "sharedsecret", "secret", "secrettoken", "secretkey",
		"key", "privatekey", "proof", "passphrase", "token", "accesstoken", "refreshtoken",
		"temporaryaccesspass", "certificatepassword", "unicodepwd", "pin",
	}
	name = strings.ToLower(strings.ReplaceAll(name, "_", ""))
	return slices.Contains(secrets[:], name)
}
