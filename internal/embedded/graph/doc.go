// Package graph speaks Microsoft Graph for the embedded directory: it turns
// requests to /v1.0 and /beta (which is answered alike) into reads of the
// store and changes by package core, and their results into Graph's answers.
//
// The way of a request: handler (ids, limits, body) -> path (segments) ->
// resolve (what the path names) -> one of the verbs (read, write, operation,
// batch) -> respond. Shapes, statuses and codes follow facts/graph.md and
// facts/clients.md; Microsoft's metadata, by way of package edm, says what
// may be selected and sent.
package graph
