package rest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
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
	return maskValue(text, "")
}

// maskValue masks what is in the value of a member of this name.
func maskValue(text []byte, of string) json.RawMessage {
	text = bytes.TrimSpace(text)
	switch {
	case len(text) > 0 && text[0] == '{':
		return maskObject(text, of)
	case len(text) > 0 && text[0] == '[':
		return maskArray(text, of)
	}
	return text
}

func maskArray(text []byte, of string) json.RawMessage {
	var items []json.RawMessage
	if json.Unmarshal(text, &items) != nil {
		return json.RawMessage(`"` + Masked + `"`)
	}
	out := []byte{'['}
	for i, item := range items {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, maskValue(item, of)...)
	}
	return append(out, ']')
}

func maskObject(text []byte, of string) json.RawMessage {
	o, err := odata.ParseObject(text)
	if err != nil {
		return json.RawMessage(`"` + Masked + `"`)
	}
	secrets, masked := o.SecretNames(of), odata.NewObject()
	for name, value := range o.All() {
		if slices.Contains(secrets, name) {
			value = maskSecret(value)
		} else {
			value = maskValue(value, name)
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
		return maskObject(value, "")
	}
	return json.RawMessage(`"` + Masked + `"`)
}

// MaskHeader gives a copy of h without secrets.
func MaskHeader(h http.Header) http.Header {
	masked := h.Clone()
	for name := range masked {
		if odata.IsSecretName(name) {
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
		if plain, err := url.QueryUnescape(name); err == nil && (odata.IsSecretName(plain) || plain == "code") {
			parts[i] = name + "=" + Masked
		}
	}
	return strings.Join(parts, "&")
}
