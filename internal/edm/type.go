package edm

// Kind says which of the EDM's sorts of named type a Type is.
type Kind uint8

// The kinds (OData 4.01 CSDL, sections 6, 9 and 10).
const (
	Entity  Kind = iota // has a key and relations
	Complex             // a structure within an entity
	Enum                // a set of names
)

// Namespace is the one that type names leave out: "user" stands for
// "microsoft.graph.user".
const Namespace = "microsoft.graph"

// Type is an entity, complex or enumeration type. Properties, Navigations
// and the rest are its own; those of its base types come on top.
type Type struct {
	Name     string // "user", "identityGovernance.workflow": Namespace left out
	Base     string // "" if there is none
	Kind     Kind
	Abstract bool
	Open     bool // objects may have properties that the model does not know
	Flags    bool // Enum: several members, joined by commas, are one value

	Key           string   // Entity: name of the key property, "" if inherited
	AlternateKeys []string // Entity: properties that identify an object as well as its key

	Properties  []Property   // sorted by name
	Navigations []Navigation // sorted by name
	Members     []string     // Enum: names, in the metadata's order
	Values      []int64      // Enum: numbers of Members
}

// Property is a structural property.
type Property struct {
	Name       string
	Type       string // "Edm.String", or the Name of a Type: "passwordProfile"
	Collection bool
	Nullable   bool // of a collection: its items
}

// Navigation is a relation to other entities.
type Navigation struct {
	Name       string
	Type       string // Name of the target's type, which Lookup may not know
	Collection bool
	Contained  bool     // targets live in the object, not in an entity set
	Targets    []string // if not empty, only entities of these types may be linked
}

// Set is an entity set or a singleton of the service.
type Set struct {
	Name      string
	Type      string
	Singleton bool
	Bindings  []Binding
}

// Binding says in which set the targets of a set's relation live.
type Binding struct {
	Path   string // of the relation: "members"
	Target string // "directoryObjects"
}

// Operation is an action or function bound to a type of the model.
type Operation struct {
	Name             string // "assignLicense"; with its namespace if that is not Namespace
	Function         bool   // called with GET, has no side effect
	Composable       bool
	Binding          string // Name of the type it is bound to
	BoundCollection  bool   // bound to a collection of Binding
	Parameters       []Parameter
	Return           string // type of the result, "" if it has none
	ReturnCollection bool
	ReturnNullable   bool
}

// Parameter is a parameter of an Operation, the binding one left out.
type Parameter struct {
	Name       string
	Type       string
	Collection bool
	Nullable   bool
}
