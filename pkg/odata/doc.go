// Package odata holds what OData services have in common, versions 3 and 4:
// the object that keeps what it does not know, query options, the $filter
// language with its parser and an evaluator, envelopes of lists and links.
//
// It speaks no HTTP. Sources: OData Version 4.01 Part 2 (URL Conventions)
// and JSON Format; for version 3 the answers in Azure AD Graph's reference.
package odata
