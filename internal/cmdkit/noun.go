package cmdkit

import (
	"cmp"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/output"
)

// Noun is the table of a kind of object: where it is, how it is named and
// shown, what can be set. It holds shape only.
type Noun struct {
	Name string // "user", "federated credential": in messages, and with hyphens in commands
	// FullName is what help calls one where that is not Name: "service
	// principal".
	FullName string
	// TaskName is the word of the task vocabulary for it where that is not
	// Name: a domain is an "organization" there. Spaces of a name are
	// underscores: "federated_credential".
	TaskName string
	// Arg is what usage lines call an argument that names one: "POLICY"; "" for
	// the name in capitals.
	Arg string
	// Command are the words of its commands where they are not its name (below
	// its owner's commands, if it has an owner): "policy token-lifetime".
	Command string
	// Within says in what the objects are contained, nil if they have a set of
	// their own.
	Within *Within
	// owner is the object that contains those meant (see Of).
	owner directory.Ref
	// within is what the command line called that owner, as a shell takes it;
	// "" before it is known.
	within string
	// Self is the path of the one object that the commands are about ("me"),
	// "" if an argument names the object.
	Self   string
	Plural string // "users", in messages
	Set    string // path of the set: "users"
	Type   string // EDM type: "user"
	// Keys are the properties that name an object, in the order in which an
	// argument is tried against them; the first is shown in messages.
	Keys []string
	// KeyInPath says that the first key may stand in a path in place of the
	// id (users by UPN).
	KeyInPath bool
	// Short gives the name under which an object was created, where the
	// directory makes a longer one of it; it names the object too. nil for none.
	Short func(name string) string
	// AlternateKey is a GUID other than the id by which the service takes an
	// object in a path (applications by appId), "" if there is none.
	AlternateKey string
	// Properties are what get and list ask for ($select).
	Properties []string
	Columns    []output.Column
	// Details are columns for properties that only the table of one object
	// shows; without one a property is shown as it is.
	Details []output.Column
	// Settable are the properties that create and update have flags for.
	Settable []Field
	// Apart are the properties that update must not write.
	Apart []Apart
	// Derived are properties that go with something else than the object, though
	// they can be written: edit and export leave them out.
	Derived []Derived
	// Hidden are properties that edit and export do not even read.
	Hidden []string
	// ApplyBy are the properties by which apply knows an object, in the order in
	// which a document is asked for them; none for Keys.
	ApplyBy []string
	// SoftDelete says that deleted objects can be restored. A deletion cannot
	// be undone without.
	SoftDelete bool
	// Tracked says that what changed in the set can be listed by itself.
	Tracked bool
	// RemoveName is the task vocabulary's word for deleting, "" for "delete":
	// "remove" for users.
	RemoveName string
}

// Apart is a property that has commands of its own: "app addkey" for
// keyCredentials.
type Apart struct{ Property, Command string }

// Derived is a property that goes with something else: "a certificate". With
// Remade the service makes it again, with a new object.
type Derived struct {
	Property, From string
	Remade         bool
}

// Field is a property with a flag of its own.
type Field struct {
	// Property is its name, or the path of a member of one:
	// "web/redirectUris".
	Property string
	// Flag is the flag's name, "" for the property's (of a path the last one's)
	// in kebab case.
	Flag string
	// Usage says what the property is, in a few words.
	Usage string
	// Values are those that completion offers, nil if they are not few.
	Values []string
	// Default is the value of a new object that is given none, "" for none.
	Default string
	// Years bounds a time that is a parameter of an action: it is at most so many
	// years from now; 0 is no bound.
	Years int
	// Read makes of the flag's text what is sent, or says what is wrong with
	// it; nil sends the text.
	Read func(text string) (string, error)
}

func (f Field) flag() string {
	return cmp.Or(f.Flag, kebab(f.Property[strings.LastIndexByte(f.Property, '/')+1:]))
}

// taskType is the type of a task that does what a word of the vocabulary says
// to objects of the noun: "update.user".
func (n *Noun) taskType(word string) string {
	return word + "." + cmp.Or(n.TaskName, strings.ReplaceAll(n.Name, " ", "_"))
}

// command is a command line of the noun, up to its verb: "app
// federated-credential get".
func (n *Noun) command(verb string) string {
	words := cmp.Or(n.Command, hyphened(n.Name))
	if n.Within != nil {
		words = n.Within.Owner.command(words)
	}
	return words + " " + verb
}

// clearable is the flag of a property that an update can clear, for help.
func (n *Noun) clearable() string {
	t := edm.Lookup(n.Type)
	for _, f := range n.Settable {
		r := t.Rule(f.Property)
		if p, _ := propertyAt(t, f.Property); p.Type != "Edm.Boolean" && !r.Required && !r.Immutable {
			return f.flag()
		}
	}
	return "FLAG"
}

// line is a command line of a verb on an object that another one contains,
// with its arguments; of another noun's without them.
func (n *Noun) line(verb, name string) string {
	if n.Within == nil {
		return n.command(verb)
	}
	return n.command(verb + " " + n.above() + " " + Quoted(name))
}

// gives is a hint at the flag of a property that a directory has refused, ""
// if there is none.
func (n *Noun) gives(property string) string {
	for _, f := range n.Settable {
		if f.Property == property {
			return "--" + f.flag() + " gives it"
		}
	}
	return ""
}

// removeName is the word for deleting.
func (n *Noun) removeName() string { return cmp.Or(n.RemoveName, "delete") }

func hyphened(name string) string { return strings.ReplaceAll(name, " ", "-") }

// DeletedRef addresses the noun's deleted objects.
func (n *Noun) DeletedRef() directory.Ref {
	return directory.Ref{Set: "directory/deletedItems", Path: "microsoft.graph." + n.Type}
}

// Column makes a column of the property with that name.
func Column(property string) output.Column { return output.Column{Name: property} }

// WideColumn makes a column that only -o wide shows.
func WideColumn(property string) output.Column {
	return output.Column{Name: property, Wide: true}
}

// KeyColumn makes the column that is never cut.
func KeyColumn(property string) output.Column {
	return output.Column{Name: property, Key: true}
}
