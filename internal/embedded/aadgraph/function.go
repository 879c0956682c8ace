package aadgraph

import "slices"

// functions are all functions and actions that are served, an area each.
func functions() []function {
	return slices.Concat[[]function]()
}
