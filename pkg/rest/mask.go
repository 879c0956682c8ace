package rest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Masked stands in place of a secret.
const Masked = "***"

// MaskJSON gives a JSON text with every secret in it, however deep, replaced
// by [Masked]: passwords, secret texts, keys, proofs, tokens. What is not JSON
// becomes a JSON string that tells only its size.
func MaskJSON(text []byte) json.RawMessage {
	if !json.Valid(text) {
		return json.RawMessage(`"` + size(len(text)) + `"`)
	}
	return maskValue(text, false)
}

// maskValue masks what is in a value; that of a credential has its secret in
// "value" too, as Azure AD Graph has it.
func maskValue(text []byte, credential bool) json.RawMessage {
	text = bytes.TrimSpace(text)
	switch {
	case len(text) > 0 && text[0] == '{':
		return maskObject(text, credential)
	case len(text) > 0 && text[0] == '[':
		return maskArray(text, credential)
	}
	return text
}

func maskArray(text []byte, credential bool) json.RawMessage {
	var items []json.RawMessage
	if json.Unmarshal(text, &items) != nil {
		return json.RawMessage(`"` + Masked + `"`)
	}
	out := []byte{'['}
	for i, item := range items {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, maskValue(item, credential)...)
	}
	return append(out, ']')
}

func maskObject(text []byte, credential bool) json.RawMessage {
	o, err := odata.ParseObject(text)
	if err != nil {
		return json.RawMessage(`"` + Masked + `"`)
	}
	masked := odata.NewObject()
	pair := o.Has("key") && o.Has("value")
	credential = credential || o.Has("keyId") || o.Has("fieldId") // password or single sign-on credentials
	for name, value := range o.All() {
		switch {
		case pair && name == "key":
		case pair && name == "value" && secretName(o.String("key")),
			credential && name == "value", secretName(name):
			value = maskSecret(value)
		default:
			value = maskValue(value, credentialName(name))
		}
		masked.Set(name, value)
	}
	return masked.AppendJSON(nil)
}

// maskSecret leaves null visible: it tells that there is no secret. An object
// by a secret's name (passwordProfile is none) is masked inside.
func maskSecret(value json.RawMessage) json.RawMessage {
	switch {
	case string(value) == "null":
		return value
	case len(value) > 0 && value[0] == '{':
		return maskObject(value, false)
	}
	return json.RawMessage(`"` + Masked + `"`)
}

// credentialName tells whether a member of this name holds keys or passwords
// of an application.
func credentialName(name string) bool {
	switch strings.ToLower(strings.TrimSuffix(name, "s")) {
	case "keycredential", "passwordcredential":
		return true
	}
	return false
}

// secretName tells whether a JSON member, a form field or a query parameter
// of this name holds a secret.
func secretName(name string) bool {
	switch n := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(name, "_", ""), "-", "")); n {
	case "password", "newpassword", "currentpassword", "oldpassword", "secrettext", "key", "proof",
		"secret", "clientsecret", "secrettoken", "temporaryaccesspass", "assertion", "clientassertion",
		"devicecode", "sig", "authorization", "cookie", "setcookie", "proxyauthorization":
		return true
	default:
		return strings.HasSuffix(n, "password") || strings.HasSuffix(n, "token") && !strings.HasPrefix(n, "$")
	}
}

// MaskHeader gives a copy of h without secrets.
func MaskHeader(h http.Header) http.Header {
	masked := h.Clone()
	for name := range masked {
		if secretName(name) {
			masked[name] = []string{Masked}
		}
	}
	return masked
}

// MaskURL gives an address without a user and with the secrets of its query
// masked; the rest of the query stays as it is written.
func MaskURL(u *url.URL) string {
	v := *u
	v.User = nil
	v.RawQuery = maskForm(u.RawQuery)
	return v.String()
}

// maskForm masks the secrets of a query or form.
func maskForm(form string) string {
	parts := strings.Split(form, "&")
	for i, part := range parts {
		name, _, _ := strings.Cut(part, "=")
		if plain, err := url.QueryUnescape(name); err == nil && (secretName(plain) || plain == "code") {
			parts[i] = name + "=" + Masked
		}
	}
	return strings.Join(parts, "&")
}
