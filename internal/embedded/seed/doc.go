// Package seed says what a new embedded directory holds: one tenant with a
// verified domain, its administrator, the directory roles, subscribed SKUs,
// Microsoft Graph's service principal and application templates (design,
// section 7). Tenant and object ids are fixed.
//
// The seed has a version. A new file is made from a prepared image that holds
// the present one; an older file is given what came later, and nothing that
// was there before is touched.
package seed

//go:generate go run ./gen
