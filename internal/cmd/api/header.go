package apicmd

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

// addHeaders takes the header fields of --header over. Those by which a client
// signs in, or by which it says how it speaks, are the program's own.
func (o *options) addHeaders() error {
	own := []string{"authorization", "proxy-authorization", "cookie", "host", "content-length", "transfer-encoding", "connection", "content-encoding", "accept-encoding"}
	o.request.Headers = map[string]string{}
	for _, h := range o.headers {
		name, value, ok := strings.Cut(h, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		switch {
		case !ok || !isToken(name) || strings.ContainsFunc(value, isControl):
			return cmdkit.Usagef("--header %q is not of the form NAME: VALUE", h)
		case slices.Contains(own, strings.ToLower(name)):
			return cmdkit.Usagef("--header %s: this program sets it itself", name)
		}
		o.request.Headers[name] = value
	}
	return nil
}

// isToken tells whether a text can be the name of a header field (RFC 9110,
// section 5.6.2).
func isToken(s string) bool {
	const others = "!#$%&'*+-.^_`|~"
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		return !letter && !strings.ContainsRune(others, r)
	})
}

func isControl(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }

// header gives a header field in any case.
func (o *options) header(name string) string {
	for given, value := range o.request.Headers {
		if strings.EqualFold(given, name) {
			return value
		}
	}
	return ""
}
