package core

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Documented bounds of extension values (facts/graph.md, section 10, and the
// reference on extensionProperty).
const (
	maxExtensionValues = 100 // on one object
	maxExtensionText   = 256 // characters, or bytes of binary values
)

// extension notes a value whose name may be that of an extension property.
func (b *body) extension(name string, raw json.RawMessage) {
	if b.extensions == nil {
		b.extensions = new(odata.Object)
	}
	b.extensions.Set(name, raw)
}

// setExtensions checks the extension values of a body against their
// definitions, and puts them among its properties. stored is the object as it
// is, nil for a new one.
func (d *Directory) setExtensions(ctx context.Context, b *body, stored *odata.Object) error {
	if b.extensions == nil {
		return nil
	}
	have := map[string]bool{}
	for _, name := range extensionsOf(stored) {
		have[name] = true
	}
	return d.Read(ctx, func(tx *store.Tx) error {
		for name, raw := range b.extensions.All() {
			set := b.setExtension
			if !hasExtensionPrefix(name) {
				set = b.setSchemaExtension
			}
			name, err := set(tx, name, raw)
			if err != nil {
				return err
			}
			if strings.HasPrefix(name, ExtensionPrefix) {
				have[name] = string(raw) != "null"
			}
		}
		return countExtensions(have)
	})
}

// setExtension checks a value of an extension property and puts it among the
// body's. name is given as it is defined.
func (b *body) setExtension(tx *store.Tx, name string, raw json.RawMessage) (string, error) {
	definition, err := extensionNamed(tx, name)
	if isNotFound(err) {
		return "", badRequest("Invalid property '%s'.", name)
	}
	if err != nil {
		return "", err
	}
	name = definition.Props.String("name")
	if err := checkExtensionValue(b, definition.Props, raw); err != nil {
		return "", err
	}
	b.props.Set(name, inUTC(definition.Props, raw))
	return name, nil
}

// inUTC gives times as they are stored (reference on extensionProperty); all
// other values are stored as they come.
func inUTC(definition *odata.Object, raw json.RawMessage) any {
	if definition.String("dataType") != "DateTime" || string(raw) == "null" {
		return raw
	}
	var one time.Time
	if json.Unmarshal(raw, &one) == nil {
		return one.UTC()
	}
	var many []time.Time
	if json.Unmarshal(raw, &many) != nil {
		return raw
	}
	for i := range many {
		many[i] = many[i].UTC()
	}
	return many
}

func countExtensions(have map[string]bool) error {
	n := 0
	for _, set := range have {
		if set {
			n++
		}
	}
	if n > maxExtensionValues {
		return &Error{Status: http.StatusForbidden, Code: "Directory_ResourceSizeExceeded",
			Message: "The size of the object has exceeded its limit. Please reduce the number of values and retry your request."}
	}
	return nil
}

func checkExtensionValue(b *body, definition *odata.Object, raw json.RawMessage) error {
	name, typ := definition.String("name"), definition.String("dataType")
	fits := false
	for _, target := range definition.Strings("targetObjects") {
		fits = fits || strings.EqualFold(target, b.typ.Name)
	}
	if !fits {
		return badRequest("The extension property '%s' is not defined for objects of type '%s'.", name, b.typ.Name)
	}
	if string(raw) == "null" {
		return nil
	}
	items, err := extensionItems(definition, raw)
	if err != nil {
		return err
	}
	for _, item := range items {
		if !isExtensionValue(typ, bytes.TrimSpace(item)) {
			return badProperty(name, "Invalid value specified for property '%s' of resource '%s': a value of type %s is expected.", name, resource(b.typ), typ)
		}
	}
	return nil
}

// extensionItems gives the values of a property: of one that may have many,
// those in the list.
func extensionItems(definition *odata.Object, raw json.RawMessage) (items []json.RawMessage, err error) {
	if many, _ := definition.Bool("isMultiValued"); !many {
		return []json.RawMessage{raw}, nil
	}
	if json.Unmarshal(raw, &items) != nil {
		name := definition.String("name")
		return nil, badProperty(name, "Invalid value specified for property '%s': a list is expected.", name)
	}
	return items, nil
}

func isExtensionValue(typ string, raw json.RawMessage) bool {
	var text string
	isText := json.Unmarshal(raw, &text) == nil && raw[0] == '"'
	switch typ {
	case "Boolean":
		return string(raw) == "true" || string(raw) == "false"
	case "Integer":
		n, err := strconv.ParseInt(string(raw), 10, 64)
		return err == nil && n >= math.MinInt32 && n <= math.MaxInt32
	case "LargeInteger":
		_, err := strconv.ParseInt(string(raw), 10, 64)
		return err == nil
	case "DateTime":
		_, err := time.Parse(time.RFC3339, text)
		return isText && err == nil
	case "Binary":
		data, err := decodeBinary(text)
		return isText && err == nil && len(data) <= maxExtensionText
	}
	return isText && utf8.RuneCountInString(text) <= maxExtensionText
}
