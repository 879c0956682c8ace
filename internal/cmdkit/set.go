package cmdkit

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// settings are the values of --set, in their order.
type settings []string

// AddSet adds the flag --set to a command that has the flags of a noun's
// properties.
func (f *FieldFlags) AddSet(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar((*[]string)(&f.settings), "set", nil,
		"set the property, or the member of one, that a path leads to, over file and flags: `PATH=VALUE`, lists with commas, or PATH:=JSON, PATH:=@FILE (may be given several times)")
	t := edm.Lookup(f.noun.Type)
	register(cmd, "set", func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return asTyped(settablePaths(t, "", 0), typed), cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
	})
}

// settablePaths are the paths that --set takes, each with its "=".
func settablePaths(t *edm.Type, above string, depth int) []string {
	var paths []string
	for p := range t.AllProperties() {
		inner := edm.Lookup(p.Type)
		nested := inner != nil && inner.Kind == edm.Complex
		switch path := above + p.Name; {
		case t.Rule(strings.ReplaceAll(path, ".", "/")).ReadOnly || p.Type == "Edm.Stream":
		case nested && !p.Collection && depth < 3:
			paths = append(paths, settablePaths(inner, path+".", depth+1)...)
		case nested:
			paths = append(paths, path+":=")
		default:
			paths = append(paths, path+"=")
		}
	}
	return paths
}

// apply writes the values over those of a body of the type.
func (s settings) apply(typeName string, body *odata.Object) error {
	t := edm.Lookup(typeName)
	for _, text := range s {
		path, value, err := readSetting(t, text)
		if err != nil {
			var bad *edm.ValueError
			if errors.As(err, &bad) {
				return Usagef("--set %v", dotted(bad))
			}
			path, _, _ := strings.Cut(text, "=")
			return Usagef("--set %s: %v", strings.TrimSuffix(path, ":"), err)
		}
		setAt(body, path, value)
	}
	return nil
}

// dotted writes the path of an error as --set takes it.
func dotted(bad *edm.ValueError) *edm.ValueError {
	e := *bad
	e.Path = strings.ReplaceAll(e.Path, "/", ".")
	return &e
}

// readSetting reads PATH=VALUE or PATH:=JSON: the canonical path, with
// slashes, and the value that is sent, checked against the type.
func readSetting(t *edm.Type, text string) (string, json.RawMessage, error) {
	path, value, ok := strings.Cut(text, "=")
	if !ok || path == "" || path == ":" {
		return "", nil, fmt.Errorf("PATH=VALUE is wanted, such as web.homePageUrl=https://contoso.com")
	}
	path, asJSON := strings.CutSuffix(path, ":")
	path = strings.ReplaceAll(path, ".", "/")
	slot, p, err := settable(t, path)
	if err != nil {
		return "", nil, err
	}
	var raw json.RawMessage
	if asJSON {
		raw, err = readJSON(value)
	} else {
		raw, err = readValue(p, value)
	}
	if err != nil {
		return "", nil, err
	}
	name, _ := slot.Name()
	return name, raw, slot.Check(raw)
}

// settable looks the property of a path up.
func settable(t *edm.Type, path string) (*edm.Slot, edm.Property, error) {
	segments := strings.Split(path, "/")
	for i := range len(segments) - 1 {
		list := strings.Join(segments[:i+1], "/")
		if p, ok := propertyAt(t, list); ok && p.Collection {
			return nil, p, fmt.Errorf("%s is a list, which is written whole: %s:=@FILE", p.Name, strings.ReplaceAll(list, "/", "."))
		}
	}
	slot := edm.SlotOf(t, path)
	if _, ok := slot.Name(); !ok {
		if err := slot.Check(json.RawMessage("null")); err != nil {
			return nil, edm.Property{}, err
		}
		return nil, edm.Property{}, fmt.Errorf("it is a relation, which has commands of its own")
	}
	if slot.Rule().WriteOnly {
		return nil, edm.Property{}, fmt.Errorf("it is a secret, which a command line would show: write it to a file that --file reads")
	}
	p, known := propertyAt(t, path)
	if !known {
		p = edm.Property{Type: "Edm.String", Nullable: true} // of an extension
	}
	return slot, p, nil
}

// readJSON reads JSON text, or with @ that of a file, which may be YAML.
func readJSON(value string) (json.RawMessage, error) {
	text := []byte(value)
	if name, ok := strings.CutPrefix(value, "@"); ok {
		var err error
		if text, err = os.ReadFile(name); err != nil {
			return nil, err
		}
	}
	if json.Valid(text) {
		return text, nil
	}
	return parseValue(text)
}

// readValue makes of a text what a property's type wants: null and "" clear.
func readValue(p edm.Property, text string) (json.RawMessage, error) {
	inner := edm.Lookup(p.Type)
	nested := inner != nil && inner.Kind == edm.Complex
	switch {
	case p.Collection && (text == "" || text == "null"):
		return json.RawMessage("[]"), nil
	case text == "" || text == "null":
		return json.RawMessage("null"), nil
	case nested && p.Collection:
		return nil, fmt.Errorf("it is a list of objects: write %s:=JSON or %s:=@FILE", p.Name, p.Name)
	case nested:
		return nil, fmt.Errorf("it is an object: set its members (%s.NAME=VALUE), or all of it with %s:=JSON", p.Name, p.Name)
	case !p.Collection:
		return readOne(p.Type, text)
	}
	items := []json.RawMessage{}
	for _, item := range splitList(text) {
		raw, err := readOne(p.Type, item)
		if err != nil {
			return nil, err
		}
		items = append(items, raw)
	}
	return json.Marshal(items)
}

func readOne(typ, text string) (json.RawMessage, error) {
	switch typ {
	case "Edm.Boolean":
		b, err := strconv.ParseBool(text)
		if err != nil {
			return nil, fmt.Errorf("true or false is wanted, not %q", text)
		}
		return json.RawMessage(strconv.FormatBool(b)), nil
	case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte", "Edm.Double", "Edm.Decimal":
		if !json.Valid([]byte(text)) || slices.Contains([]string{"true", "false"}, text) {
			return nil, fmt.Errorf("a number is wanted, not %q", text)
		}
		return json.RawMessage(text), nil
	case "Edm.DateTimeOffset":
		t, err := ParseTime(text)
		if err != nil {
			return nil, err
		}
		return json.Marshal(t.UTC().Format(time.RFC3339))
	}
	raw, _ := odata.NewObject("v", text).Raw("v")
	return raw, nil
}

// splitList takes a list apart at its commas. "\," is a comma within an item,
// "\\" a backslash.
func splitList(text string) []string {
	var items []string
	var item strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && (text[i+1] == ',' || text[i+1] == '\\'):
			i++
			item.WriteByte(text[i])
		case c == ',':
			items = append(items, item.String())
			item.Reset()
		default:
			item.WriteByte(c)
		}
	}
	return append(items, item.String())
}
