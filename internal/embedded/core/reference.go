package core

import (
	"net/url"
	"strings"
)

// ReferenceID takes the object id out of a reference, the value of @odata.id:
// an absolute or relative URL that ends in a set and a key, such as
// https://graph.microsoft.com/v1.0/directoryObjects/{id}, .../users/{id} or
// .../users('{id}'). The host is not looked at: clients name all kinds.
func ReferenceID(ref string) (string, error) {
	u, err := url.Parse(ref)
	if err != nil || u.Path == "" {
		return "", badRequest("Invalid URL format specified in payload: '%s'.", ref)
	}
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	if n := len(segments) - 1; n > 0 && strings.HasPrefix(strings.ToLower(segments[n]), "microsoft.") {
		segments = segments[:n] // the type, as in the @odata.id that answers give
	}
	last := segments[len(segments)-1]
	if set, key, ok := strings.Cut(last, "('"); ok && strings.HasSuffix(key, "')") && isReferenceSet(set) {
		return strings.ReplaceAll(strings.TrimSuffix(key, "')"), "''", "'"), nil
	}
	if len(segments) < 2 || !isReferenceSet(segments[len(segments)-2]) {
		return "", badRequest("Invalid URL format specified in payload: '%s'.", ref)
	}
	return last, nil
}

func isReferenceSet(name string) bool {
	for _, set := range []string{"directoryObjects", "users", "groups", "servicePrincipals", "devices", "contacts", "orgContacts"} {
		if strings.EqualFold(set, name) {
			return true
		}
	}
	return false
}
