package aadgraph

import "strings"

// Lacks tells whether only Microsoft Graph has a property, a path such as
// "onPremisesExtensionAttributes/extensionAttribute1" too: a condition on it
// says nothing about an object of Azure AD Graph.
func (n *Names) Lacks(canonical string) bool {
	first, _, _ := strings.Cut(canonical, "/")
	_, whole := n.lacks[first]
	_, part := n.lacks[canonical]
	return whole || part
}
