// Package edm is the canonical entity model of tenantctl: the types,
// properties, relations and operations of Microsoft Graph v1.0 that the
// project speaks of, and the rules that Microsoft's metadata does not hold
// (lengths, what may be written, filtered, sorted and searched).
//
// Shapes are generated from Microsoft's metadata into zz_types.go, for the
// types that gen/list.go names and all that these refer to. Rules are written by
// hand, a file a type, from the references; each says where it comes from.
//
// The tables are laid out by the linker: importing the package costs no time
// at start. Nothing in them may be changed by callers.
package edm

//go:generate go run ./gen -metadata ../../../shared/reference/graph-v1.0-metadata.xml -o zz_types.go
