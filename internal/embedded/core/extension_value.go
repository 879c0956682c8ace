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
			if !strings.HasPrefix(name, ExtensionPrefix) {
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
	b.props.Set(name, raw)
	return name, checkExtensionValue(b, definition.Props, raw)
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
	items := []json.RawMessage{raw}
	if many, _ := definition.Bool("isMultiValued"); many {
		if json.Unmarshal(raw, &items) != nil {
			return badProperty(name, "Invalid value specified for property '%s': a list is expected.", name)
		}
	}
	for _, item := range items {
		if !isExtensionValue(typ, bytes.TrimSpace(item)) {
			return badProperty(name, "Invalid value specified for property '%s' of resource '%s': a value of type %s is expected.", name, resource(b.typ), typ)
		}
	}
	return nil
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
