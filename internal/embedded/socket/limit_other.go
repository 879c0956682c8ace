//go:build !unix

package socket

// mostConnections is how many clients may be connected at once.
func mostConnections() int { return 4096 }
