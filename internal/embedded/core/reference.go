package core

import (
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Reference takes the object id out of the body of a request on $ref. The
// annotation's name is read in any case.
func Reference(body *odata.Object) (string, error) {
	for name := range body.All() {
		if strings.EqualFold(name, "@odata.id") {
			return ReferenceID(body.String(name))
		}
	}
	return "", badRequest("A reference is an object with '@odata.id', the URL of what is referred to.")
}

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
	for _, set := range []string{"directoryObjects", "users", "groups", "servicePrincipals", "applications", "devices", "contacts", "orgContacts",
		"claimsMappingPolicies", "tokenIssuancePolicies", "tokenLifetimePolicies", "homeRealmDiscoveryPolicies"} {
		if strings.EqualFold(set, name) {
			return true
		}
	}
	return false
}
