package cmdkit

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkBody holds what is to be written to the noun's type: its properties,
// those that the service alone sets, the bounds of values, and what holds
// between them. Control information and relations (with "@") pass.
func checkBody(n *Noun, body *odata.Object) error {
	t := edm.Lookup(n.Type)
	for name, value := range body.All() {
		if strings.Contains(name, "@") {
			continue
		}
		if err := checkProperty(t, name, value); err != nil {
			return asUsage(err)
		}
	}
	return asUsage(edm.CheckObject(t, body))
}

// checkValues is checkBody for a document, which may hold what is not written.
func checkValues(n *Noun, doc *odata.Object) error {
	t := edm.Lookup(n.Type)
	for name, value := range doc.All() {
		if _, relation := t.Navigation(name); relation {
			return Usagef("%s is a relation, which has commands of its own", name)
		}
		if err := checkValue(t, edm.SlotOf(t, name), name, value); err != nil {
			return asUsage(err)
		}
	}
	return asUsage(edm.CheckObject(t, doc))
}

func checkProperty(t *edm.Type, name string, value json.RawMessage) error {
	slot := edm.SlotOf(t, name)
	if _, known := slot.Name(); known && slot.Rule().ReadOnly {
		return &edm.ValueError{Path: name, Rule: "it is read-only: the directory alone sets it"}
	}
	if err := checkValue(t, slot, name, value); err != nil {
		return err
	}
	return edm.CheckWritable(t, name, value)
}

func checkValue(t *edm.Type, slot *edm.Slot, name string, value json.RawMessage) error {
	p, _ := t.Property(name)
	app, _ := edm.SplitExtensionName(name)
	switch {
	case app == "" && strings.HasPrefix(name, "extension_"):
		return &edm.ValueError{Path: name, Rule: "an extension property is called extension_{appId without dashes}_{name}"}
	case p.Type == "Edm.Stream":
		return &edm.ValueError{Path: name, Rule: "it is a stream, which no document holds"}
	}
	return slot.Check(value)
}

// asUsage makes bad usage of a value that breaks a rule, with the path as
// --set takes it.
func asUsage(err error) error {
	var bad *edm.ValueError
	if errors.As(err, &bad) {
		return Usagef("%v", dotted(bad))
	}
	return err
}
