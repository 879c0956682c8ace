package core

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// setSchemaExtension checks a value of a schema extension, an object, and
// puts it among the body's properties. id is given as it is defined.
func (b *body) setSchemaExtension(tx *store.Tx, id string, raw json.RawMessage) (string, error) {
	definition, err := schemaExtension(tx, id)
	if isNotFound(err) {
		return "", badRequest("Invalid property '%s'.", id)
	}
	if err != nil {
		return "", err
	}
	id = definition.ID
	fits := func(target string) bool { return strings.EqualFold(target, b.typ.Name) }
	if !slices.ContainsFunc(definition.Props.Strings("targetTypes"), fits) {
		return "", badRequest("The schema extension '%s' is not defined for objects of type '%s'.", id, b.typ.Name)
	}
	if string(raw) == "null" {
		b.props.Set(id, raw)
		return id, nil
	}
	given, err := odata.ParseObject(raw)
	if err != nil {
		return "", badProperty(id, "Invalid value specified for property '%s': an object is expected.", id)
	}
	value, err := schemaValue(definition, given)
	if err != nil {
		return "", err
	}
	b.props.Set(id, value)
	return id, nil
}

// schemaValue checks each member of a value.
func schemaValue(definition *store.Record, given *odata.Object) (*odata.Object, error) {
	properties := credentialList(definition.Props, "properties")
	value := new(odata.Object)
	for name, raw := range given.All() {
		if strings.Contains(name, "@") {
			continue
		}
		i := slices.IndexFunc(properties, func(p *odata.Object) bool { return strings.EqualFold(p.String("name"), name) })
		if i < 0 {
			return nil, badRequest("Invalid property '%s' of the schema extension '%s'.", name, definition.ID)
		}
		typ := properties[i].String("type")
		if string(raw) != "null" && !isExtensionValue(typ, raw) {
			return nil, badProperty(definition.ID, "Invalid value specified for property '%s' of '%s': a value of type %s is expected.", name, definition.ID, typ)
		}
		value.Set(properties[i].String("name"), raw)
	}
	return value, nil
}
