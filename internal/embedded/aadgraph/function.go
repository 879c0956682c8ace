package aadgraph

import "slices"

// functions are all functions and actions that are served, an area each
// (reference/aad-graph-functions-actions.txt).
func functions() []function {
	return slices.Concat(membershipFunctions(), objectFunctions(), domainFunctions(), keyActions(), userActions(), restoreActions())
}
