package cmdkit

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

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
