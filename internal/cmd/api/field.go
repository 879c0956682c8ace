package apicmd

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func notField(f string) error {
	name, _, _ := strings.Cut(f, "=")
	return cmdkit.Usagef("--field %q is not of the form NAME=VALUE", name)
}

// setField sets what NAME=VALUE says; MEMBER/NAME=VALUE sets it below.
func setField(body *odata.Object, field string) error {
	name, text, ok := strings.Cut(field, "=")
	if !ok || name == "" {
		return notField(field)
	}
	if isSecret(name, text) {
		return cmdkit.Usagef("--field %s: a secret does not belong on a command line", name).
			WithHint("put it into the file of --file, or into standard input with --file -")
	}
	parts := strings.Split(name, "/")
	return setBelow(body, parts, name, valueOf(text))
}

func setBelow(o *odata.Object, parts []string, name string, value json.RawMessage) error {
	if len(parts) == 1 {
		o.Set(parts[0], value)
		return nil
	}
	below := odata.NewObject()
	if o.Has(parts[0]) {
		if below = o.Object(parts[0]); below == nil {
			return cmdkit.Usagef("--field %s: %s is no object", name, parts[0])
		}
		below = below.Clone()
	}
	if err := setBelow(below, parts[1:], name, value); err != nil {
		return err
	}
	o.Set(parts[0], below)
	return nil
}

// valueOf takes a text that is JSON as that, any other as a string.
func valueOf(text string) json.RawMessage {
	if json.Valid([]byte(text)) {
		return json.RawMessage(text)
	}
	quoted, err := json.Marshal(text)
	if err != nil {
		return json.RawMessage(`""`)
	}
	return quoted
}

// isSecret tells whether the property that a field sets is one that holds a
// secret, or its value has such a property.
func isSecret(name, text string) bool {
	last := name[strings.LastIndexByte(name, '/')+1:]
	return odata.IsSecretName(last) || hasSecret(last, json.RawMessage(text))
}

// hasSecret looks for a secret in the value of a property of this name.
func hasSecret(of string, value json.RawMessage) bool {
	if list, err := odata.ParseList(value); err == nil {
		return slices.ContainsFunc(list, func(item *odata.Object) bool { return hasSecret(of, item.AppendJSON(nil)) })
	}
	o, err := odata.ParseObject(value)
	if err != nil {
		return false
	}
	for _, name := range o.SecretNames(of) {
		if !o.IsNull(name) {
			return true
		}
	}
	for name, inner := range o.All() {
		if hasSecret(name, inner) {
			return true
		}
	}
	return false
}
