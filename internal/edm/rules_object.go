package edm

// directoryObjectRules hold for every directory object: the notes on id and
// deletedDateTime in reference/graph-application-readwrite-ownedby.txt.
var directoryObjectRules = []entry{
	{path: "deletedDateTime", is: readOnly, filter: "D-DDA"},
	{path: "id", is: readOnly | byDefault | unique, filter: "D----"},
}
