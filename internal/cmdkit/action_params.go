package cmdkit

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// param is a parameter of an action, or a member of one, with a flag of its
// own.
type param struct {
	fieldValue
	owner *edm.Type // whose property it is; nil for a parameter itself
	name  string    // of that property
}

// addParams adds a flag for each parameter.
func addParams(flags *pflag.FlagSet, x *Action) []*param {
	var list []*param
	for _, f := range x.Params {
		p := x.param(f)
		flags.Var(p, p.flag(), p.usage())
		if p.property.Type == "Edm.Boolean" {
			flags.Lookup(p.flag()).NoOptDefVal = "true"
		}
		list = append(list, p)
	}
	return list
}

// Type implements pflag.Value: of a time also a length of time is taken.
func (p *param) Type() string {
	if p.property.Type == "Edm.DateTimeOffset" {
		return "string"
	}
	return p.fieldValue.Type()
}

// param is what the model says of a field.
func (x *Action) param(f Field) *param {
	name, rest, deeper := strings.Cut(f.Property, "/")
	v := &param{fieldValue: fieldValue{field: f, several: true, property: edm.Property{Name: name, Type: "Edm.String"}}}
	list := x.operation().Parameters
	i := slices.IndexFunc(list, func(p edm.Parameter) bool { return p.Name == name })
	switch {
	case i < 0:
	case deeper:
		v.owner, v.name = edm.Lookup(list[i].Type), rest
		v.property, _ = propertyAt(v.owner, rest)
	default:
		v.property = edm.Property{Name: name, Type: list[i].Type, Collection: list[i].Collection, Nullable: list[i].Nullable}
	}
	return v
}

// value reads the flag. A time may be a length of time from now: "90d".
func (p *param) value(now time.Time) (json.RawMessage, error) {
	if p.property.Type == "Edm.DateTimeOffset" {
		end, err := ParseEnd(p.texts[0], now)
		if err != nil {
			return nil, Usagef("--%s: %v", p.flag(), err)
		}
		text := end.UTC().Format(time.RFC3339)
		switch years := p.field.Years; {
		case !end.After(now):
			return nil, Usagef("--%s: %s is over already", p.flag(), text)
		case years > 0 && end.After(now.AddDate(years, 0, 0)):
			return nil, Usagef("--%s: %s is more than %d years from now", p.flag(), text, years)
		}
		return json.Marshal(text)
	}
	raw, err := p.encode()
	if err != nil {
		return nil, err
	}
	return raw, p.checkValue(raw)
}

// checkValue holds a value to what the model says of it.
func (p *param) checkValue(raw json.RawMessage) error {
	if p.property.Type == "Edm.Guid" {
		for _, text := range p.texts {
			if !odata.IsGUID(text) {
				return Usagef("--%s is a GUID, not %q", p.flag(), text)
			}
		}
	}
	if p.owner == nil {
		return nil
	}
	var bad *edm.ValueError
	if err := edm.CheckValue(p.owner, p.name, raw); errors.As(err, &bad) {
		return Usagef("--%s %s: %s", p.flag(), bad.Value, bad.Rule)
	}
	return nil
}

// body makes the parameters of the flags and the argument.
func (o *acting) body(args []string) (*odata.Object, error) {
	body := odata.NewObject()
	for _, p := range o.params {
		given := len(p.texts) > 0
		if slices.Contains(o.Required, p.field.Property) && (!given || p.texts[0] == "") {
			return nil, Usagef("--%s is needed", p.flag()).WithHint("`--help` shows an example")
		}
		if !given {
			continue
		}
		raw, err := p.value(o.app.Now())
		if err != nil {
			return nil, err
		}
		setAt(body, p.field.Property, raw)
	}
	if o.Arg == "" {
		return body, nil
	}
	text := args[len(args)-1]
	if o.param(Field{Property: o.Arg}).property.Type == "Edm.Guid" && !odata.IsGUID(text) {
		return nil, Usagef("%s is a GUID, not %q", o.argument(), text)
	}
	body.Set(o.Arg, text)
	return body, nil
}
