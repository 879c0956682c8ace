// Package embedded is the directory that tenantctl carries with it: a whole
// directory service in one SQLite file. It is reached in process as an
// http.RoundTripper that any client of the real services can be given, or on
// a socket, where tokens say who calls.
//
// It puts the parts together: package store keeps objects, core holds the
// rules, graph speaks Microsoft Graph, oauth signs callers in, socket listens,
// seed is what a new directory holds. Design: section 7 of the design page.
package embedded
