package cli_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/internal/output"
)

// TestTables holds the table of every command against Microsoft's metadata,
// from which package edm is generated: sets, properties, relations, actions
// and parameters that it does not know are mistakes of ours.
func TestTables(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	io, _, _, _ := iostreams.Test()
	home := t.TempDir()
	cli.Tree(cli.Options{IO: io, Now: time.Now, Env: func(string) string { return home }, Tables: func(table any) {
		switch table := table.(type) {
		case *cmdkit.Noun:
			seen["noun"]++
			checkNoun(t, table)
		case *cmdkit.Relation:
			seen["relation"]++
			checkRelation(t, table)
		case *cmdkit.Reference:
			seen["reference"]++
			checkNavigation(t, table.Owner, table.Name, table.Other, false)
		case *cmdkit.Action:
			seen["action"]++
			checkAction(t, table)
		default:
			t.Errorf("a table of type %T, which nothing checks", table)
		}
	}})
	for kind, least := range map[string]int{"noun": 20, "relation": 6, "reference": 1} {
		if seen[kind] < least {
			t.Errorf("only %d tables of kind %s were seen", seen[kind], kind)
		}
	}
}

// checkNoun checks the table of a noun: where its objects are, and everything
// that it says of their properties.
func checkNoun(t *testing.T, n *cmdkit.Noun) {
	t.Helper()
	typ := edm.Lookup(n.Type)
	if typ == nil {
		t.Errorf("%s: there is no type %s", n.Name, n.Type)
		return
	}
	switch {
	case n.Within != nil:
		checkNavigation(t, n.Within.Owner, n.Within.Path, n, true)
	case !typ.Is(typeAt(directory.Ref{Set: n.Set})) && !edm.Lookup(typeAt(directory.Ref{Set: n.Set})).Is(n.Type):
		t.Errorf("%s: the set %s does not hold objects of type %s", n.Name, n.Set, n.Type)
	}
	if n.AlternateKey != "" && !slices.Contains(typ.AlternateKeys, n.AlternateKey) {
		t.Errorf("%s: %s is no alternate key of %s", n.Name, n.AlternateKey, n.Type)
	}
	names := slices.Concat(n.Keys, n.Properties, columnNames(n.Columns), columnNames(n.Details))
	for _, p := range n.Apart {
		names = append(names, p.Property)
	}
	for _, name := range names {
		if !knows(typ, name) {
			t.Errorf("%s: %s has no property %s", n.Name, n.Type, name)
		}
	}
	for _, f := range n.Settable {
		checkField(t, n, f)
	}
}

// checkField checks a property with a flag: it is there, it may be written, and
// the values that completion offers are among those that it takes.
func checkField(t *testing.T, n *cmdkit.Noun, f cmdkit.Field) {
	t.Helper()
	typ := edm.Lookup(n.Type)
	if !knows(typ, f.Property) {
		t.Errorf("%s: %s has no property %s", n.Name, n.Type, f.Property)
	}
	rule := typ.Rule(f.Property)
	if rule.ReadOnly {
		t.Errorf("%s: %s is set by the service alone", n.Name, f.Property)
	}
	for _, value := range f.Values {
		if len(rule.Allowed) > 0 && !slices.Contains(rule.Allowed, value) {
			t.Errorf("%s: %s does not take %q", n.Name, f.Property, value)
		}
	}
}

func checkRelation(t *testing.T, r *cmdkit.Relation) {
	t.Helper()
	checkNavigation(t, r.Owner, r.Name, r.Item, true)
	if r.Transitive != "" {
		checkNavigation(t, r.Owner, r.Transitive, r.Item, true)
	}
	checkNoun(t, r.Item)
}

// checkNavigation checks a relation of an owner: that it exists, leads to one
// object or to several, and to objects of the item's type.
func checkNavigation(t *testing.T, owner *cmdkit.Noun, name string, item *cmdkit.Noun, several bool) {
	t.Helper()
	nav, ok := edm.Lookup(owner.Type).Navigation(name)
	if !ok {
		t.Errorf("%s: %s has no relation %s", owner.Name, owner.Type, name)
		return
	}
	if nav.Collection != several {
		t.Errorf("%s: whether %s leads to one object or to several is said wrongly", owner.Name, name)
	}
	target, typ := edm.Lookup(nav.Type), edm.Lookup(item.Type)
	if !typ.Is(nav.Type) && !target.Is(item.Type) {
		t.Errorf("%s: %s leads to objects of type %s, not %s", owner.Name, name, nav.Type, item.Type)
	}
}

// betaActions are the actions that the model, which is of version 1.0, does
// not know although the list of methods gives them to that version.
func betaActions() []string {
	return []string{"getPasswordSingleSignOnCredentials", "deletePasswordSingleSignOnCredentials"}
}

func checkAction(t *testing.T, a *cmdkit.Action) {
	t.Helper()
	op, ok := edm.Lookup(a.Noun.Type).Operation(a.Path, false)
	if ok == a.Beta || a.Beta != slices.Contains(betaActions(), a.Path) {
		t.Errorf("%s: version 1.0 knows the action %s: %t, and the table says of it that only the beta does: %t", a.Noun.Name, a.Path, ok, a.Beta)
	}
	if !ok {
		return
	}
	for _, f := range append(slices.Clone(a.Params), cmdkit.Field{Property: a.Arg}) {
		if name, rest, _ := strings.Cut(f.Property, "/"); name != "" && !takes(op, name, rest) {
			t.Errorf("%s: %s has no parameter %s", a.Noun.Name, a.Path, f.Property)
		}
	}
	answer := edm.Lookup(op.Return)
	for _, name := range append(columnNames(a.Answer), a.Secret) {
		if _, relation := answer.Navigation(name); name != "" && !relation && !knows(answer, name) {
			t.Errorf("%s: the answer to %s, %s, has no %s", a.Noun.Name, a.Path, op.Return, name)
		}
	}
}

// takes tells whether an action has a parameter, or a member of one.
func takes(op edm.Operation, name, member string) bool {
	i := slices.IndexFunc(op.Parameters, func(p edm.Parameter) bool { return p.Name == name })
	return i >= 0 && (member == "" || knows(edm.Lookup(op.Parameters[i].Type), member))
}

// knows tells whether a type has the property, or member of one, that a path
// leads to. Lists of directory objects of whatever type show properties that
// some have.
func knows(typ *edm.Type, path string) bool {
	name, rest, deeper := strings.Cut(path, "/")
	p, ok := typ.Property(name)
	switch {
	case ok && deeper:
		return knows(edm.Lookup(p.Type), rest)
	case ok && p.Name == name, strings.HasPrefix(name, "@odata."):
		return true
	case typ != nil && typ.Name == "directoryObject":
		for other := range edm.Types() {
			if _, ok := other.Property(name); ok && other.Is("directoryObject") {
				return true
			}
		}
	}
	return false
}

// columnNames are the names of the columns that show a property as it is.
func columnNames(columns []output.Column) []string {
	var names []string
	for _, c := range columns {
		if c.Value == nil {
			names = append(names, c.Name)
		}
	}
	return names
}

// typeAt is the type of what a reference leads to, "" if the model does not
// know.
func typeAt(ref directory.Ref) string {
	if typ := question.Of(ref).Type; typ != nil {
		return typ.Name
	}
	return ""
}
