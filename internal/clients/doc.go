// Package clients judges the embedded directory by clients that others wrote:
// Azure CLI, CLI for Microsoft 365, the Go library manicminer/hamilton with its
// own test suite, and Microsoft's libraries for Azure AD Graph in JavaScript and
// Python. It holds tests only.
//
// A test builds the program, prepares a fresh directory with its commands,
// starts "directory serve" on a TLS socket and runs a client as its user
// would, with a proxy that leads Microsoft's host names to that socket. The
// clients are what their packages are: nothing in them is changed.
//
//	.ci/install-clients
//	go test ./internal/clients -clients
//
// docs/clients.md tells what is run and how a client reaches the server.
package clients
