package graph

import (
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
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
// properties and schema extensions that nobody defined.
func (x *exchange) checkExtensions() error {
	names := extensionNames(x.query.Filter + " " + x.query.Expand)
	for _, name := range x.query.Select {
		if strings.Contains(name, "_") {
			names = append(names, name)
		}
	}
	for _, name := range names {
		known, err := x.s.core.HasExtension(x.r.Context(), name)
		if err != nil {
			return err
		}
		if !known {
			return invalidQuery("Could not find a property named '" + name + "': no extension of that name is defined.")
		}
	}
	return nil
}

// extensionNames finds the words of a query option, outside of its texts in
// quotes, that can only be names of extensions.
func extensionNames(text string) []string {
	var names []string
	for i, part := range strings.Split(text, "'") {
		if i%2 == 1 {
			continue
		}
		for word := range strings.FieldsFuncSeq(part, func(r rune) bool { return strings.ContainsRune(" ,;()/=$:", r) }) {
			if strings.HasPrefix(word, "ext") && strings.Contains(word, "_") {
				names = append(names, word)
			}
		}
	}
	return names
}

// isExtension says that a name is that of an extension which objects of a
// type may have; [exchange.checkExtensions] knows that it is defined.
func isExtension(t *edm.Type, name string) bool {
	return t.Open && strings.Contains(name, "_")
}
