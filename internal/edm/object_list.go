package edm

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Bounds of requiredResourceAccess (reference, application).
const (
	maxResources   = 50
	maxPermissions = 400
)

// objectsAt are the items of a list of objects that is a property or a member
// of one, none if it is not there or none (of which the type's check speaks).
func objectsAt(o *odata.Object, name string) []*odata.Object {
	raw, _ := o.Raw(name)
	list, _ := odata.ParseList(raw)
	return list
}

func checkResources(o *odata.Object) error {
	const path = "requiredResourceAccess"
	list := objectsAt(o, path)
	if len(list) > maxResources {
		return &ValueError{Path: path, Rule: fmt.Sprintf("at most %d resources are allowed, not %d", maxResources, len(list))}
	}
	n := 0
	for _, resource := range list {
		n += len(objectsAt(resource, "resourceAccess"))
	}
	if n > maxPermissions {
		return &ValueError{Path: path, Rule: fmt.Sprintf("at most %d permissions are allowed in all, not %d", maxPermissions, n)}
	}
	if err := checkNamed(path, list, "resourceAppId", "this resource is there twice: put its permissions together"); err != nil {
		return err
	}
	for i, resource := range list {
		for j, permission := range objectsAt(resource, "resourceAccess") {
			for _, name := range []string{"id", "type"} {
				if permission.String(name) == "" {
					return &ValueError{Path: fmt.Sprintf("%s[%d]/resourceAccess[%d]/%s", path, i, j, name), Rule: "each permission needs an id, and the type Scope or Role"}
				}
			}
		}
	}
	return nil
}

// checkClients checks the client applications that an application has
// authorized already.
func checkClients(o *odata.Object) error {
	api := o.Object("api")
	if api == nil {
		return nil
	}
	const name = "preAuthorizedApplications"
	return checkNamed("api/"+name, objectsAt(api, name), "appId", "this application is there twice: put its permissions together")
}

// checkNamed checks that each item of a list has a name, and one of its own.
func checkNamed(path string, list []*odata.Object, name, twice string) error {
	seen := map[string]bool{}
	for i, item := range list {
		at, id := fmt.Sprintf("%s[%d]/%s", path, i, name), odata.Fold(item.String(name))
		if id == "" {
			return &ValueError{Path: at, Rule: "it needs a value, a GUID"}
		}
		if seen[id] {
			return valueError(at, item.String(name), "%s", twice)
		}
		seen[id] = true
	}
	return nil
}

// checkEncryptionKey checks that the key that tokens are encrypted for is there
// (reference, tokenEncryptionKeyId), where the keys are known.
func checkEncryptionKey(before, changed *odata.Object) error {
	const name, keys = "tokenEncryptionKeyId", "keyCredentials"
	after := changedTo(before, changed)
	if changed.IsNull(name) || !after.Has(keys) {
		return nil
	}
	id := changed.String(name)
	if !slices.ContainsFunc(objectsAt(after, keys), func(o *odata.Object) bool { return strings.EqualFold(o.String("keyId"), id) }) {
		return valueError(name, id, "it is the keyId of one of the keyCredentials, and none has it")
	}
	return nil
}

// checkTimes checks that credentials end after they begin.
func checkTimes(o *odata.Object) error {
	for _, path := range []string{"keyCredentials", "passwordCredentials"} {
		for i, credential := range objectsAt(o, path) {
			start, err := time.Parse(time.RFC3339, credential.String("startDateTime"))
			end, failed := time.Parse(time.RFC3339, credential.String("endDateTime"))
			if err == nil && failed == nil && !end.After(start) {
				return valueError(fmt.Sprintf("%s[%d]/endDateTime", path, i), credential.String("endDateTime"), "it is not after startDateTime")
			}
		}
	}
	return nil
}
