package aadgraph

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// aliasTenant is the tenant of the caller, aliasMe its user.
const (
	aliasTenant = "myorganization"
	aliasMe     = "me"
)

// maxSegments bounds a path against hostile input.
const maxSegments = 12

// segment is one decoded part of a path: a name, and a key if one stands
// behind it in parentheses: domains('contoso.com').
type segment struct {
	text   string // whole
	name   string
	key    string
	hasKey bool
}

// address takes the tenant off the path and gives the rest.
func (x *exchange) address() ([]segment, error) {
	segments, err := parsePath(x.r.URL.EscapedPath())
	if err != nil {
		return nil, err
	}
	if len(segments) == 0 {
		return nil, badTenant()
	}
	first := segments[0].text
	if strings.EqualFold(first, aliasMe) {
		x.me = true
		return segments[1:], nil
	}
	known, err := x.isTenant(first)
	if err != nil {
		return nil, err
	}
	if !known {
		return nil, badTenant()
	}
	x.tenant = strings.ToLower(first)
	return segments[1:], nil
}

// isTenant tells whether a name is one of the tenant: its alias, its id or a
// verified domain, in any case.
func (x *exchange) isTenant(name string) (bool, error) {
	if strings.EqualFold(name, aliasTenant) || strings.EqualFold(name, x.s.Tenant) {
		return true, nil
	}
	return x.s.hasDomain(x.r, name)
}

// hasDomain tells whether a name is a verified domain of the tenant.
func (s *Service) hasDomain(r *http.Request, name string) (known bool, err error) {
	if !strings.Contains(name, ".") || len(name) > 253 {
		return false, nil
	}
	err = s.Directory.Read(r.Context(), func(tx *store.Tx) error {
		d, err := tx.Get(strings.ToLower(name))
		if err == nil && d.Type == "domain" {
			known, _ = d.Props.Bool("isVerified")
		}
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		return err
	})
	return known, err
}

// badTenant is the service's answer to a tenant that it does not know
// (github.com/Azure/azure-sdk-for-python issue 4097 has it logged).
func badTenant() error { return badRequest("Invalid domain name in the request url.") }

// parsePath splits an escaped path into segments and decodes each once.
func parsePath(escaped string) ([]segment, error) {
	trimmed := strings.Trim(escaped, "/")
	if trimmed == "" {
		return nil, nil
	}
	var segments []segment
	for part := range strings.SplitSeq(trimmed, "/") {
		text, err := url.PathUnescape(part)
		if err != nil || text == "" || len(segments) == maxSegments || strings.ContainsAny(text, "\\\x00") || text == "." || text == ".." {
			return nil, badURL()
		}
		s, ok := parseSegment(text)
		if !ok {
			return nil, badURL()
		}
		segments = append(segments, s)
	}
	return segments, nil
}

func badURL() error {
	return &core.Error{Status: http.StatusBadRequest, Code: "Request_InvalidRequestUrl", Message: "The request URL is invalid."}
}

// parseSegment reads name, name(key) or name('key'), in which quotes within
// are doubled.
func parseSegment(text string) (s segment, ok bool) {
	s = segment{text: text, name: text}
	name, rest, found := strings.Cut(text, "(")
	if !found || !strings.HasSuffix(rest, ")") || !isName(name) {
		return s, true
	}
	key := strings.TrimSuffix(rest, ")")
	if n := len(key); n >= 2 && key[0] == '\'' && key[n-1] == '\'' {
		key = strings.ReplaceAll(key[1:n-1], "''", "'")
	} else if strings.Contains(key, "'") {
		return s, false
	}
	return segment{text: text, name: name, key: key, hasKey: key != ""}, key != ""
}

func isName(s string) bool {
	for _, c := range s {
		if letter := c | 0x20; (letter < 'a' || letter > 'z') && c != '$' && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
