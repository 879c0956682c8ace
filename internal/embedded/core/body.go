package core

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// body is what a request says about an object, checked against the model:
// properties by their canonical names, and relations to be made.
type body struct {
	typ    *edm.Type
	slots  slots
	props  *odata.Object
	binds  []bind
	within Within   // the relation in which it is created, empty for a set
	id     string   // of a new object, where that is not to be a random GUID
	unique []string // properties given whose values must be unique
	// extensions are values of extension properties, still to be checked; nil
	// if there are none.
	extensions *odata.Object
	// domains are the verified domains that the transaction has met, nil if
	// it is not shared.
	domains map[string]bool
	// opened are keys that were opened before the transaction, by key and
	// password.
	opened map[string]*openedKey
	// given are the passwords that brought their secret, by their place in
	// the list; nil where none may.
	given map[int]givenSecret
}

// bind is "relation@odata.bind": the ids to be linked.
type bind struct {
	relation string
	ids      []string
}

// parseBody checks every member of o. Control information that says nothing
// about the object's state (@odata.type, @odata.id, ...) is passed over, since
// clients send back what they were given; other annotations (members@delta)
// are refused, for nothing would come of them.
func (d *Directory) parseBody(t *edm.Type, o *odata.Object, id string) (*body, error) {
	b := &body{typ: t, slots: d.slotsOf(t), props: new(odata.Object)}
	b.props.Grow(o.Len() + added)
	for name, raw := range o.All() {
		if at := strings.IndexByte(name, '@'); at >= 0 {
			if err := b.annotation(name, at, raw); err != nil {
				return nil, err
			}
			continue
		}
		if strings.EqualFold(name, "id") && id != "" && sameString(raw, id) {
			continue
		}
		if err := b.property(name, raw); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// added is the number of properties that a new object gets at most besides
// those it is given.
const added = 8

func (b *body) annotation(name string, at int, raw json.RawMessage) error {
	const control = "@odata."
	switch {
	case len(name)-at < len(control) || !strings.EqualFold(name[at:at+len(control)], control):
		return badRequest("Invalid property '%s'.", name)
	case !strings.EqualFold(name[at:], "@odata.bind"):
		return nil
	}
	n, ok := b.typ.Navigation(name[:at])
	if !ok {
		return badRequest("Invalid property '%s'.", name[:at])
	}
	var urls []string
	if !n.Collection {
		urls = make([]string, 1)
		if json.Unmarshal(raw, &urls[0]) != nil {
			return badRequest("The value of '%s' must be a URL.", name)
		}
	} else if json.Unmarshal(raw, &urls) != nil {
		return badRequest("The value of '%s' must be a list of URLs.", name)
	}
	ids := make([]string, len(urls))
	for i, u := range urls {
		id, err := ReferenceID(u)
		if err != nil {
			return err
		}
		ids[i] = id
	}
	b.binds = append(b.binds, bind{n.Name, ids})
	return nil
}

func (b *body) property(name string, raw json.RawMessage) error {
	slot, name := b.slot(name)
	if slot == nil {
		if n, ok := b.typ.Navigation(name); ok {
			return badRequest("The relation '%s' cannot be set in the object itself: use %s/$ref or %s@odata.bind.",
				n.Name, n.Name, n.Name)
		}
		if b.typ.Open && strings.Contains(name, "_") {
			b.extension(name, raw)
			return nil
		}
		return badRequest("Invalid property '%s'.", name)
	}
	if slot.Rule().ReadOnly || name == "id" && !named(b.typ.Name) {
		return badProperty(name, "Property '%s' is read-only and cannot be set.", name)
	}
	if err := slot.Check(raw); err != nil {
		return b.invalid(name, err)
	}
	if slot.Rule().Unique {
		b.unique = append(b.unique, name)
	}
	b.props.Set(name, b.canonical(name, raw))
	return nil
}

// named says that objects of a type are given their ids by who creates them.
func named(typ string) bool { return typ == "domain" || typ == "schemaExtension" }

// slot finds a property by its name in any case and gives its canonical name;
// nil if the type has none.
func (b *body) slot(name string) (*edm.Slot, string) {
	if s := b.slots[name]; s != nil {
		return s, name
	}
	p, ok := b.typ.Property(name)
	if !ok {
		return nil, name
	}
	return b.slots[p.Name], p.Name
}

// slots are the properties of a type by their canonical names.
type slots map[string]*edm.Slot

// slotsOf looks the properties of a type up, once for all requests.
func (d *Directory) slotsOf(t *edm.Type) slots {
	if found, ok := d.slots.Load(t); ok {
		return found.(slots)
	}
	made := slots{}
	for p := range t.AllProperties() {
		made[p.Name] = edm.SlotOf(t, p.Name)
	}
	d.slots.Store(t, made)
	return made
}

// invalid says which property is wrong, in Graph's words, and then why.
func (b *body) invalid(property string, err error) error {
	rule, value := err.Error(), ""
	var v *edm.ValueError
	if errors.As(err, &v) {
		if rule, value = v.Rule, v.Value; value != "" {
			rule = "'" + value + "': " + rule
		}
		if v.Path != "" {
			property = v.Property()
		}
	}
	if b.typ.Name == "federatedIdentityCredential" {
		return badFederated(property, value, rule)
	}
	return badProperty(property, "Invalid value specified for property '%s' of resource '%s': %s.",
		property, resource(b.typ), strings.TrimSuffix(rule, "."))
}

// checkModel refuses values that do not go together by the model.
func (b *body) checkModel() error {
	if err := edm.CheckObject(b.typ, b.props); err != nil {
		return b.invalid("", err)
	}
	return nil
}

// checkModelChange refuses a change of an object, or a new one, that the model
// does not allow.
func (b *body) checkModelChange(before *odata.Object) error {
	if err := edm.CheckChange(b.typ, before, b.props); err != nil {
		return b.invalid("", err)
	}
	return nil
}

// require refuses a body that lacks one of the properties.
func (b *body) require(names ...string) error {
	for _, name := range names {
		if raw, ok := b.props.Raw(name); !ok || string(raw) == "null" || string(raw) == `""` {
			return badProperty(name, "A value is required for property '%s' of resource '%s'.", name, resource(b.typ))
		}
	}
	return nil
}

func resource(t *edm.Type) string { return strings.ToUpper(t.Name[:1]) + t.Name[1:] }

func sameString(raw json.RawMessage, s string) bool {
	var v string
	return json.Unmarshal(raw, &v) == nil && strings.EqualFold(v, s)
}
