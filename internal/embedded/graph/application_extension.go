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

// checkExtensions refuses a request that selects, or asks by, extension
// properties and schema extensions that nobody defined. The others it names as
// they are defined.
func (x *exchange) checkExtensions() error {
	q := &x.query
	for _, option := range []*string{&q.Filter, &q.Expand, &q.OrderBy} {
		if err := x.nameExtensions(option, extensionNames(*option)); err != nil {
			return err
		}
	}
	if err := x.nameExtensions(&q.Search, searchedExtensions(q.Search)); err != nil {
		return err
	}
	for i, name := range q.Select {
		if !strings.Contains(name, "_") {
			continue
		}
		defined, err := x.extension(name)
		if err != nil {
			return err
		}
		q.Select[i] = defined
	}
	return nil
}

func (x *exchange) nameExtensions(option *string, names []string) error {
	for _, name := range names {
		defined, err := x.extension(name)
		if err != nil {
			return err
		}
		*option = strings.ReplaceAll(*option, name, defined)
	}
	return nil
}

// definedOf leaves the extensions out of names that are no longer defined.
func (x *exchange) definedOf(names []string) ([]string, error) {
	var kept []string
	for _, name := range names {
		if strings.Contains(name, "_") {
			defined, err := x.s.core.ExtensionNamed(x.r.Context(), name)
			if err != nil {
				return nil, err
			}
			if name = defined; name == "" {
				continue
			}
		}
		kept = append(kept, name)
	}
	if kept == nil && names != nil {
		return []string{"id"}, nil
	}
	return kept, nil
}

func (x *exchange) extension(name string) (string, error) {
	defined, err := x.s.core.ExtensionNamed(x.r.Context(), name)
	if err == nil && defined == "" {
		err = invalidQuery("Could not find a property named '" + name + "': no extension of that name is defined.")
	}
	return defined, err
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
			if isExtensionName(word) {
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

func isExtensionName(word string) bool {
	return len(word) > 3 && strings.EqualFold(word[:3], "ext") && strings.Contains(word, "_")
}

// searchedExtensions finds the extensions that clauses of $search name:
// "NAME:text".
func searchedExtensions(text string) []string {
	var names []string
	for i, clause := range strings.Split(text, `"`) {
		name, _, ok := strings.Cut(clause, ":")
		if i%2 == 1 && ok && isExtensionName(name) {
			names = append(names, name)
		}
	}
	return names
}
