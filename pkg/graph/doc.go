// Package graph is a client for Microsoft Graph v1.0: objects, pages, delta
// rounds, relations, actions and functions, and $batch.
//
// Paths are relative to the base ("https://graph.microsoft.com/v1.0/") and
// percent-encoded; odata.KeyPath and odata.KeySegment encode keys. Objects are
// *odata.Object and keep what this package does not know. Every error is an
// *apierr.Error. The client refuses to build a request that would delete an
// object where its place in a relation was meant: DELETE
// groups/ID/members/ID without /$ref deletes the member itself.
//
// Members of a batch are never repeated here: the caller sees the answer of
// each and decides.
//
// Sources: the references of Microsoft Graph v1.0, facts/graph.md (sections
// 1 to 7) and facts/throttling.md.
package graph
