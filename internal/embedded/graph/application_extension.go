package graph

import (
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// availableExtensions answers with the extension properties of all
// applications of the tenant. None are synchronized from elsewhere.
func (x *exchange) availableExtensions(*target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	synced, err := boolean(args, "isSyncedFromOnPremises")
	if err != nil {
		return err
	}
	sel, err := x.selections(edm.Lookup("extensionProperty"))
	if err != nil {
		return err
	}
	b := append(appendName(x.appendContext(nil, "Collection("+edm.Namespace+".extensionProperty)"), "value"), '[')
	err = x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		if synced {
			return nil
		}
		rows := &rows{x: x, tx: tx, sel: sel, b: b}
		_, err := rows.append(store.ListQuery{Types: []string{"extensionProperty"}}, 0)
		b = rows.b
		return err
	})
	if err != nil {
		return err
	}
	return x.json(http.StatusOK, append(b, "]}"...))
}

// checkExtensions refuses a request that selects, or filters by, extension
// properties that no application defines.
func (x *exchange) checkExtensions() error {
	for _, text := range append([]string{x.query.Filter, x.query.Expand}, x.query.Select...) {
		for _, name := range extensionNames(text) {
			known, err := x.s.core.HasExtension(x.r.Context(), name)
			if err != nil {
				return err
			}
			if !known {
				return invalidQuery("Could not find a property named '" + name + "': no application of the organization defines it.")
			}
		}
	}
	return nil
}

// extensionNames finds the words of a query option, outside of its texts in
// quotes, that are names of extension properties.
func extensionNames(text string) []string {
	var names []string
	for i, part := range strings.Split(text, "'") {
		if i%2 == 1 {
			continue
		}
		for word := range strings.FieldsFuncSeq(part, func(r rune) bool { return strings.ContainsRune(" ,;()/=$", r) }) {
			if strings.HasPrefix(word, core.ExtensionPrefix) {
				names = append(names, word)
			}
		}
	}
	return names
}

// isExtension says that a name is that of an extension property which objects
// of a type may have; [exchange.checkExtensions] knows that it is defined.
func isExtension(t *edm.Type, name string) bool {
	return t.Open && strings.HasPrefix(name, core.ExtensionPrefix)
}
