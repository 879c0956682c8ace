package cmdkit

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// settings are the values of --set, in their order.
type settings struct {
	texts []string
	// lists says whether items can be added to lists and taken from them, which
	// needs an object that is there. changes are those that were read.
	lists   bool
	changes []listChange
}

// AddSet adds the flag --set to a command that has the flags of a noun's
// properties.
func (f *FieldFlags) AddSet(cmd *cobra.Command) {
	usage := "set the property, or the member of one, that a path leads to, over file and flags: `PATH=VALUE`, lists with commas, or PATH:=JSON, PATH:=@FILE"
	if f.settings.lists {
		usage += "; PATH+=VALUE adds items to a list, PATH-=VALUE takes them from it"
	}
	cmd.Flags().StringArrayVar(&f.settings.texts, "set", nil, usage+" (may be given several times)")
	t := edm.Lookup(f.noun.Type)
	register(cmd, "set", func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return asTyped(settablePaths(t, "", 0), typed), cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
	})
}

// AddSetOfLists is AddSet for a command that changes what is there: its lists
// can be added to and taken from.
func (f *FieldFlags) AddSetOfLists(cmd *cobra.Command) {
	f.settings.lists = true
	f.AddSet(cmd)
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

// apply writes the values over those of a body of the type, and keeps the
// changes of lists for later.
func (s *settings) apply(typeName string, body *odata.Object) error {
	t := edm.Lookup(typeName)
	s.changes = nil
	for _, text := range s.texts {
		change, err := s.read(t, text)
		if err != nil {
			return unset(t, text, err)
		}
		if change.op == 0 {
			setAt(body, change.path, change.value)
		} else {
			s.changes = append(s.changes, change)
		}
	}
	return nil
}

// unset says which setting cannot be read, and why.
func unset(t *edm.Type, text string, err error) error {
	var bad *edm.ValueError
	if errors.As(err, &bad) {
		return Usagef("--set %v", dotted(bad))
	}
	path, _, _ := strings.Cut(text, "=")
	usage := Usagef("--set %s: %v", strings.TrimRight(path, ":+-"), err)
	if errors.Is(err, errNoProperty) && !strings.Contains(err.Error(), "did you mean") {
		return usage.WithHint("the paths begin with " + strings.Join(firstNames(t), ", "))
	}
	return usage
}

// dotted writes the path of an error as --set takes it.
func dotted(bad *edm.ValueError) *edm.ValueError {
	e := *bad
	e.Path = strings.ReplaceAll(e.Path, "/", ".")
	return &e
}

// read reads PATH=VALUE or PATH:=JSON, and of lists PATH+=VALUE and
// PATH-=VALUE: the canonical path, with slashes, and the value, checked against
// the type. What is taken from a list may be anything.
func (s *settings) read(t *edm.Type, text string) (c listChange, err error) {
	path, value, ok := strings.Cut(text, "=")
	path, asJSON := strings.CutSuffix(path, ":")
	path, c.op = listOp(path)
	if !ok || path == "" {
		return c, fmt.Errorf("PATH=VALUE is wanted, such as web.homePageUrl=https://contoso.com")
	}
	slot, p, err := settable(t, strings.ReplaceAll(path, ".", "/"))
	if err != nil {
		return c, err
	}
	if c.op != 0 {
		if err := s.mayChange(p, c.op); err != nil {
			return c, err
		}
	}
	if asJSON {
		c.value, err = readJSON(value)
	} else {
		c.value, err = readValue(p, value)
	}
	if err != nil {
		return c, err
	}
	c.slot = slot
	c.path, _ = slot.Name()
	if c.op == takeFrom {
		return c, nil
	}
	return c, slot.Check(c.value)
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
		if _, ok := edm.Canonical(t, path); ok {
			return nil, edm.Property{}, fmt.Errorf("it is a relation, which has commands of its own")
		}
		return nil, edm.Property{}, noProperty(t, path)
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
