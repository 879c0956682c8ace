// Package socket puts an http.Handler on a TCP socket where strangers may
// reach it: TLS (plain HTTP on loopback addresses only), HTTP/1.1 and 2, times
// and sizes bounded so that no client can keep others out, and an end that
// lets requests finish.
package socket
