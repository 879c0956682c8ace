// Package testkit is what tests of several packages need: golden files, a
// clock that is set by hand, certificates with their keys, a transport that
// fails as it is told to, and one that records exchanges for the contract
// checker. Only tests import it.
package testkit
