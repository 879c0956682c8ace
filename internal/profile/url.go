package profile

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"
)

// checkURL gives the reason why an address cannot be used, "" if it can:
// plain HTTP leads to this machine only, since tokens go with it.
func checkURL(address string) string {
	if address == "" {
		return ""
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return "not an absolute URL such as https://graph.microsoft.com/v1.0"
	case u.User != nil:
		return "a URL here holds no user name and no password"
	case u.Scheme == "https":
		return ""
	case u.Scheme != "http":
		return fmt.Sprintf("a URL begins with https:, not with %s:", u.Scheme)
	case !isLoopback(u.Hostname()):
		return fmt.Sprintf("plain HTTP to %s is refused: a token would be readable on the way", u.Hostname())
	}
	return ""
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}
