// Package aadgraph is a client for Azure AD Graph (graph.windows.net),
// version 1.6 and those before it: objects, pages, links, the functions and
// actions of its reference, and differential query; and the translation of its
// names to those of Microsoft Graph v1.0, both ways.
//
// Paths are relative to the tenant and percent-encoded: "users/lee@contoso.com".
// Those that begin with "me" are the signed-in user's and take the place of
// tenant, set and key, as the service has it. Every request carries
// api-version; one for which the client's version is too old is refused before
// it is sent. Objects are *odata.Object in the service's own names;
// [ToCanonical] and [FromCanonical] translate them. Every error is an
// *apierr.Error.
//
// The client refuses to build a request that would delete an object where its
// place in a relation was meant: DELETE groups/ID/members/ID without $links.
// Bounds on the size of one request (20 groups, 1,000 ids) are refused here
// too; who has more splits them.
//
// Sources: "Functions and actions | Graph API reference" (the reference
// below) and facts/aadgraph.md.
package aadgraph
