package directory

import "github.com/tenantctl/tenantctl/pkg/odata"

// Verb is what an operation does to a directory.
type Verb string

// The verbs. Each says which parts of an Operation it needs.
const (
	Create  Verb = "create"  // a new object in Ref (a set, or what an object contains) from Body
	Update  Verb = "update"  // the properties in Body, of the object Ref
	Delete  Verb = "delete"  // the object Ref, restorable where its type is
	Restore Verb = "restore" // the deleted object with id Ref.Key (Ref.Set is its set: "users")
	Erase   Verb = "erase"   // the deleted object with id Ref.Key, for good (Ref.Set as above)
	Link    Verb = "link"    // Other joins the collection Ref ("groups/ID/members")
	Unlink  Verb = "unlink"  // Other leaves the collection Ref; Other itself stays
	SetRef  Verb = "setref"  // the single-valued relation Ref ("users/ID/manager") becomes Other
	Clear   Verb = "clear"   // the single-valued relation Ref becomes nothing
	Invoke  Verb = "invoke"  // the action Ref.Path on the object, with Body as its parameters
)

// Operation is one change of one object. Callers fill it; adapters read it.
type Operation struct {
	// Seq is its number in the task, from 1, given by the runner.
	Seq int `json:"n"`
	// Name is the task vocabulary's word for it: create, update, remove,
	// join, leave, ... (reference task-operations.txt).
	Name string `json:"name"`
	Verb Verb   `json:"verb"`
	Ref  Ref    `json:"ref"`
	// Other is the second object of Link, Unlink and SetRef. Its Key is an id.
	Other Ref `json:"other,omitzero"`
	// Along is what the directory deletes along with Ref, as far as it was seen:
	// the service principal of an application. Restore does not bring it back.
	Along Ref `json:"along,omitzero"`
	// Body may hold a secret (passwordProfile.password); the journal does
	// not keep it then.
	Body *odata.Object `json:"body,omitempty"`
	// After is the Seq of an operation of the same task whose answer gives the
	// members of Body that Take names: the appId of an application that is
	// made before its service principal. It is carried out only if that one
	// succeeded. 0 if it waits for none.
	After int      `json:"after,omitempty"`
	Take  []string `json:"take,omitempty"`
	// Request is what the verb Request sends.
	Request *RawRequest `json:"request,omitempty"`
	// Signing says with which key it is signed, nil if it needs none.
	Signing *Signing `json:"signing,omitempty"`
	// Target is what the user calls the object: a UPN, a name, "GROUP MEMBER".
	Target string `json:"target"`
	// Row is the line of the source that it comes from, 0 if none.
	Row int `json:"row,omitempty"`
	// Before is what the changed properties were, for undo: those of Body,
	// absent ones as null; for Delete the object, or the body that makes it
	// again if another one contains it (Ref.Path "RELATION/ID"); for SetRef and Clear the
	// object {"id"} that the relation led to, or nil. It comes from the read
	// that found the difference.
	Before *odata.Object `json:"before,omitempty"`
}

// Outcome is what became of an operation.
type Outcome struct {
	Op *Operation
	// Object is what the directory answered, nil if it had no body.
	Object *odata.Object
	// Answer is the answer to a Request as it came.
	Answer *Answer
	// Already says that the directory was like that before: a member that
	// was one, a deleted object that was gone. Err is nil then.
	Already bool
	// Err is nil or an *apierr.Error. With its Sent set, whether the
	// operation took effect is not known. apierr.DryRun: kept back.
	Err error
}
