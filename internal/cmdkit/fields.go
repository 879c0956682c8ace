package cmdkit

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/pflag"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// FieldFlags are the flags of a noun's settable properties.
type FieldFlags struct {
	noun   *Noun
	set    *pflag.FlagSet
	values []fieldValue
	// settings are those of --set, if the command has it (AddSet).
	settings settings
}

// AddFields adds a flag for each settable property but those left out. Kind
// and bounds come from the EDM type.
func AddFields(flags *pflag.FlagSet, n *Noun, without ...string) *FieldFlags {
	f := &FieldFlags{noun: n, set: flags}
	t := edm.Lookup(n.Type)
	for _, field := range n.Settable {
		if slices.Contains(without, field.Property) {
			continue
		}
		p, _ := propertyAt(t, field.Property)
		several := t.Rule(field.Property).MaxItems != 1
		f.values = append(f.values, fieldValue{field: field, property: p, several: several})
	}
	for i := range f.values {
		f.values[i].add(flags)
	}
	return f
}

// Object gives the properties whose flags were given, checked against the
// type's bounds. An empty value clears a property (null, or an empty list).
func (f *FieldFlags) Object() (*odata.Object, error) {
	o := odata.NewObject()
	t := edm.Lookup(f.noun.Type)
	for i := range f.values {
		v := &f.values[i]
		if !f.set.Changed(v.flag()) {
			continue
		}
		value, err := v.encode()
		if err != nil {
			return nil, err
		}
		if err := v.check(t, value); err != nil {
			return nil, err
		}
		setAt(o, v.field.Property, value)
	}
	return o, nil
}

// check holds a value that is not null to the type's bounds.
func (v *fieldValue) check(t *edm.Type, value json.RawMessage) error {
	err := edm.CheckValue(t, v.field.Property, value)
	var bad *edm.ValueError
	switch {
	case err == nil || string(value) == "null":
		return nil
	case errors.As(err, &bad):
		return Usagef("--%s %s: %s", v.flag(), bad.Value, bad.Rule)
	}
	return Usagef("--%s: %v", v.flag(), err)
}

// fieldValue is one property's flag: its values as given.
type fieldValue struct {
	field    Field
	property edm.Property
	several  bool // a collection of more than one item
	texts    []string
}

func (v *fieldValue) flag() string { return v.field.flag() }

func (v *fieldValue) add(flags *pflag.FlagSet) {
	flags.Var(v, v.flag(), v.usage())
	if v.property.Type == "Edm.Boolean" {
		flags.Lookup(v.flag()).NoOptDefVal = "true"
	}
}

func (v *fieldValue) usage() string {
	s := v.field.Usage
	switch {
	case !v.property.Collection || !v.several:
	case len(v.field.Values) > 0:
		s += " (several with commas, or given several times)"
	default:
		s += " (may be given several times)"
	}
	if v.field.Default != "" {
		s += " (of a new one: " + v.field.Default + ")"
	}
	return s
}

// String, Set and Type implement pflag.Value.
func (v *fieldValue) String() string { return "" }

func (v *fieldValue) Set(s string) error {
	if !v.property.Collection {
		v.texts = v.texts[:0]
	}
	v.texts = append(v.texts, s)
	if v.property.Type == "Edm.Boolean" {
		if _, err := strconv.ParseBool(s); err != nil {
			return fmt.Errorf("true or false is wanted, not %q", s)
		}
	}
	return nil
}

func (v *fieldValue) Type() string {
	switch v.property.Type {
	case "Edm.Boolean":
		return "bool"
	case "Edm.DateTimeOffset", "Edm.Date":
		return "time"
	case "Edm.Int32":
		return "int"
	}
	return "string"
}

func (v *fieldValue) encode() (json.RawMessage, error) {
	if !v.property.Collection {
		return v.encodeOne(v.texts[len(v.texts)-1])
	}
	items := []json.RawMessage{}
	for _, s := range v.each() {
		item, err := v.encodeOne(s)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return json.Marshal(items)
}

// each are the items of a collection. Those of which there are few can be
// given in one word, with commas.
func (v *fieldValue) each() []string {
	texts := v.texts
	if len(v.field.Values) > 0 {
		texts = strings.Split(strings.Join(texts, ","), ",")
	}
	return slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s == "" })
}

// spelt is a value as the directory writes it where it is one of few, in any
// capitals.
func (v *fieldValue) spelt(s string) string {
	i := slices.IndexFunc(v.field.Values, func(known string) bool { return strings.EqualFold(known, s) })
	if i < 0 {
		return s
	}
	return v.field.Values[i]
}

func (v *fieldValue) encodeOne(s string) (json.RawMessage, error) {
	switch s = v.spelt(s); {
	case s == "":
		return json.RawMessage("null"), nil
	case v.field.Read != nil:
		text, err := v.field.Read(s)
		if err != nil {
			return nil, Usagef("--%s: %v", v.flag(), err)
		}
		raw, _ := odata.NewObject("v", text).Raw("v")
		return raw, nil
	case v.property.Type == "Edm.Boolean":
		b, err := strconv.ParseBool(s)
		return json.RawMessage(strconv.FormatBool(b)), err
	case v.property.Type == "Edm.Int32":
		n, err := strconv.ParseInt(s, 10, 32)
		if err != nil {
			return nil, Usagef("--%s is a whole number, not %q", v.flag(), s)
		}
		return strconv.AppendInt(nil, n, 10), nil
	case v.property.Type == "Edm.DateTimeOffset":
		t, err := ParseTime(s)
		if err != nil {
			return nil, Usagef("--%s: %v", v.flag(), err)
		}
		return json.Marshal(t.UTC().Format(time.RFC3339))
	}
	raw, _ := odata.NewObject("v", s).Raw("v")
	return raw, nil
}

// ParseTime reads RFC 3339 or a date (midnight UTC).
func ParseTime(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, nil
	}
	return time.Time{}, fmt.Errorf("%q is no time: write 2026-11-22 or 2026-11-22T08:00:00Z", s)
}

// ParseEnd reads when something ends: a time, or a length of time from now.
func ParseEnd(s string, now time.Time) (time.Time, error) {
	if age, err := ParseAge(s); err == nil {
		return now.Add(age), nil
	}
	t, err := ParseTime(s)
	if err != nil {
		return t, fmt.Errorf("%q is no time: write 90d, 2027-06-30 or 2027-06-30T08:00:00Z", s)
	}
	return t, nil
}

// ParseAge reads a length of time: "30d", "12h", or any Go duration.
func ParseAge(s string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		n, err := strconv.Atoi(days)
		if err == nil && n >= 0 && n <= 36500 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%q is no length of time: write 30d or 12h", s)
	}
	return d, nil
}

// kebab writes a property's name as a flag: "jobTitle" -> "job-title".
func kebab(property string) string {
	var b strings.Builder
	for i, r := range property {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
