package directory

import "github.com/tenantctl/tenantctl/pkg/odata"

// Capability is something that not every directory can do.
type Capability string

// The capabilities.
const (
	CanFilter   Capability = "filter"    // $filter on the server
	CanSoftKeep Capability = "restore"   // deleted users, groups and applications can be listed and restored
	CanDelta    Capability = "delta"     // changes since a token
	CanManager  Capability = "manager"   // users have a manager
	CanOwners   Capability = "owners"    // groups have owners
	CanPassword Capability = "passwords" // passwords can be set
	// Immediate: every request sees what was answered before it. A directory
	// of several replicas lacks it: for a while, what is new may be missing.
	Immediate Capability = "immediate"

	CanErase       Capability = "erase"                       // deleted objects can be erased for good
	CanRestoreApps Capability = "restore of applications"     // deleted applications at least can be listed and restored
	CanRestoreURIs Capability = "restore with identifierUris" // Restore of an application takes {"identifierUris":[…]} as its Body
	CanIsMemberOf  Capability = "isMemberOf"                  // the function directoryObjects/isMemberOf; without it, checkMemberGroups tells
	CanTransitive  Capability = "transitive relations"        // transitiveMembers and transitiveMemberOf as lists of objects
	CanAddPassword Capability = "addPassword"                 // the actions addPassword and removePassword of applications
	CanNameKeys    Capability = "names of keys"               // keyCredentials have a displayName
	CanExplain     Capability = "licenseAssignmentStates"     // users say through which group they have a licence
)

// ProofIssuer is a directory in which the proof of addKey and removeKey is
// not issued in the name of the application's object id, as it is in
// directories that do not implement it.
type ProofIssuer interface {
	// ProofIssuer gives the claim iss of a proof for an application: "" if
	// app has none of the properties that it takes (appId, identifierUris).
	ProofIssuer(app *odata.Object) string
}
