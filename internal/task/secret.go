package task

import (
	"bytes"
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
	names := secretsOf(o, "")
	if names == nil {
		return o, nil
	}
	o = o.Clone()
	for _, name := range names {
		o.Delete(name)
	}
	return o, names
}

// secretsOf names the members of an object that are secrets or hold some; of is
// the name of the member that holds the object.
func secretsOf(o *odata.Object, of string) (names []string) {
	marked := o.SecretNames(of)
	for name, raw := range o.All() {
		if slices.Contains(marked, name) && isText(raw) || secretWithin(raw, name) {
			names = append(names, name)
		}
	}
	return names
}

// secretWithin tells whether an object or a list, the value of a member of this
// name, holds a secret. What cannot be read is not kept.
func secretWithin(raw json.RawMessage, of string) bool {
	if bytes.IndexByte(raw, '{') < 0 {
		return false
	}
	switch raw[0] {
	case '{':
		o, err := odata.ParseObject(raw)
		return err != nil || secretsOf(o, of) != nil
	case '[':
		var items []json.RawMessage
		return json.Unmarshal(raw, &items) != nil ||
			slices.ContainsFunc(items, func(item json.RawMessage) bool { return secretWithin(item, of) })
	}
	return false
}

// isText tells whether a value can be a secret: a text that is no certificate,
// a number, or a list with such.
func isText(raw json.RawMessage) bool {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return true
	}
	switch v := v.(type) {
	case string:
		return v != "" && !isCertificate(v)
	case float64:
		return true
	case []any:
		return len(v) > 0
	}
	return false
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
