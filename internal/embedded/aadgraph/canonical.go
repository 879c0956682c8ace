package aadgraph

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// canonical gives what a client sent for an object as Graph takes it. Control
// information is passed over; a name that the type does not have is refused.
func (x *exchange) canonical(e *entity, o *odata.Object) (*odata.Object, error) {
	out := new(odata.Object)
	for name, raw := range o.All() {
		switch {
		case strings.HasPrefix(name, "odata.") || strings.Contains(name, "@odata."):
			continue
		case isExtension(name) && !strings.Contains(name, "@") && !e.plain:
			out.Set(name, raw)
			continue
		case !e.plain && isFixed(name):
			if err := x.checkFixed(e, name, raw); err != nil {
				return nil, err
			}
			continue
		}
		p := e.property(name, x.version)
		if p == nil {
			return nil, badRequest("Invalid property '%s'.", name)
		}
		if err := x.set(out, p, raw); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// isFixed: the properties that every directory object has and nobody sets.
func isFixed(name string) bool {
	return strings.EqualFold(name, "objectId") || strings.EqualFold(name, "objectType") || strings.EqualFold(name, "deletionTimestamp")
}

// checkFixed lets pass what a client sends back as it was given it.
func (x *exchange) checkFixed(e *entity, name string, raw json.RawMessage) error {
	if string(raw) == "null" || strings.EqualFold(name, "objectType") && strings.EqualFold(strings.Trim(string(raw), `"`), e.name) {
		return nil
	}
	return badRequest("Property '%s' is read-only and cannot be set.", name)
}

// set puts a value where it belongs canonically.
func (x *exchange) set(out *odata.Object, p *property, raw json.RawMessage) error {
	switch {
	case p.ignored:
		return nil
	case len(p.path) == 0:
		return p.refuseValue(raw)
	case p.readOnly:
		return badRequest("Property '%s' is read-only and cannot be set.", p.name)
	}
	value, err := x.canonicalValue(p, raw)
	if err != nil || value == nil {
		return err
	}
	setPath(out, p.path, value)
	return nil
}

// refuseValue refuses a value of a property that the directory does not keep,
// so that nobody takes it for kept.
func (p *property) refuseValue(raw json.RawMessage) error {
	if text := string(raw); text == "null" || text == "[]" || text == "false" {
		return nil
	}
	return badRequest("Property '%s' cannot be set: this directory does not keep it.", p.name)
}

func setPath(out *odata.Object, path []step, value json.RawMessage) {
	if len(path) == 1 {
		out.Set(path[0].name, value)
		return
	}
	inner := out.Object(path[0].name)
	if inner == nil {
		inner = new(odata.Object)
	}
	setPath(inner, path[1:], value)
	out.Set(path[0].name, inner)
}

// canonicalValue translates a value; nil says that there is nothing to set.
func (x *exchange) canonicalValue(p *property, raw json.RawMessage) (json.RawMessage, error) {
	switch last := p.path[len(p.path)-1]; {
	case last.element != "" && string(raw) == "null":
		return json.RawMessage("[]"), nil
	case last.element != "":
		return append(append(json.RawMessage("["), raw...), ']'), nil
	case p.audience:
		return canonicalAudience(p, raw)
	case p.name == keyIdentifier:
		return canonicalIdentifier(raw), nil
	case p.complex == nil || string(raw) == "null":
		return raw, nil
	case !p.list:
		return x.canonicalComplex(p.complex, p, raw)
	}
	var elements []json.RawMessage
	if json.Unmarshal(raw, &elements) != nil {
		return nil, badRequest("Invalid value specified for property '%s' of resource.", p.name)
	}
	b := json.RawMessage{'['}
	for i, element := range elements {
		if i > 0 {
			b = append(b, ',')
		}
		translated, err := x.canonicalComplex(p.complex, p, element)
		if err != nil {
			return nil, err
		}
		b = append(b, translated...)
	}
	return append(b, ']'), nil
}

func (x *exchange) canonicalComplex(e *entity, p *property, raw json.RawMessage) (json.RawMessage, error) {
	o, err := odata.ParseObject(raw)
	if err != nil {
		return nil, badRequest("Invalid value specified for property '%s' of resource.", p.name)
	}
	out := new(odata.Object)
	for name, raw := range o.All() {
		if strings.HasPrefix(name, "odata.") || strings.Contains(name, "@odata.") {
			continue
		}
		member := e.property(name, x.version)
		if member == nil {
			return nil, badRequest("Invalid property '%s'.", p.name+"/"+name)
		}
		if err := x.set(out, member, raw); err != nil {
			return nil, err
		}
	}
	return out.AppendJSON(nil), nil
}

// canonicalAudience: an application is of this tenant alone, or of all.
func canonicalAudience(p *property, raw json.RawMessage) (json.RawMessage, error) {
	switch string(raw) {
	case "true":
		return json.RawMessage(`"AzureADMultipleOrgs"`), nil
	case "false":
		return json.RawMessage(`"AzureADMyOrg"`), nil
	case "null":
		return nil, nil
	}
	return nil, badRequest("Invalid value specified for property '%s' of resource.", p.name)
}

// rename puts the wire's names in the place of the canonical ones in the text
// of a refusal. Names that are words of English too are left alone.
func (x *exchange) rename(e *entity, text string) string {
	if e == nil {
		return text
	}
	var pairs []string
	for _, p := range e.properties {
		for _, path := range append(p.also, p.path) {
			if len(path) == 0 || p.audience {
				continue
			}
			last := path[len(path)-1].name
			if len(path) == 2 {
				pairs = append(pairs, path[0].name+"/"+last, p.name)
			}
			if strings.ToLower(last) != last && e.property(last, versionBeta) == nil {
				pairs = append(pairs, last, p.name)
			}
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
