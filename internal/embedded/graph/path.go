package graph

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// segment is one part of a path: a name, and a key if one stands behind it in
// parentheses: users('id'), applications(appId='..'), delta().
type segment struct {
	name string
	key  *key
	call bool // empty parentheses: a function without parameters
}

// key names one object of a set.
type key struct {
	property string // "" is the set's own key
	value    string
}

// maxSegments bounds a path against hostile input.
const maxSegments = 24

// parsePath splits an escaped path into segments and decodes them.
func parsePath(escaped string) ([]segment, error) {
	var segments []segment
	for part := range strings.SplitSeq(strings.Trim(escaped, "/"), "/") {
		if part == "" {
			if strings.Trim(escaped, "/") == "" {
				return nil, nil
			}
			return nil, badPath("empty segment")
		}
		name, err := url.PathUnescape(part)
		if err != nil {
			return nil, badPath(err.Error())
		}
		s, err := parseSegment(name)
		if err != nil {
			return nil, err
		}
		if segments = append(segments, s); len(segments) > maxSegments {
			return nil, badPath("too many segments")
		}
	}
	return segments, nil
}

func parseSegment(text string) (segment, error) {
	name, rest, ok := strings.Cut(text, "(")
	if !ok || !strings.HasSuffix(rest, ")") || !isName(name) {
		return segment{name: text}, nil
	}
	inner := strings.TrimSpace(strings.TrimSuffix(rest, ")"))
	if inner == "" {
		return segment{name: name, call: true}, nil
	}
	k, err := parseKey(inner)
	return segment{name: name, key: k}, err
}

// parseKey reads 'id', name='value' or a bare value.
func parseKey(text string) (*key, error) {
	property, value, named := "", text, false
	if p, v, ok := strings.Cut(text, "="); ok && isName(strings.TrimSpace(p)) {
		property, value, named = strings.TrimSpace(p), strings.TrimSpace(v), true
	}
	if strings.HasPrefix(value, "'") {
		if len(value) < 2 || !strings.HasSuffix(value, "'") {
			return nil, badPath(fmt.Sprintf("unclosed key %s", text))
		}
		value = strings.ReplaceAll(value[1:len(value)-1], "''", "'")
	}
	if value == "" {
		return nil, badPath("empty key")
	}
	if named && strings.EqualFold(property, "id") {
		property = ""
	}
	return &key{property: property, value: value}, nil
}

func isName(s string) bool {
	for i, c := range s {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c == '$'
		if !letter && (i == 0 || !('0' <= c && c <= '9' || c == '.')) {
			return false
		}
	}
	return s != ""
}

func badPath(message string) error {
	return &core.Error{Status: http.StatusBadRequest, Code: "BadRequest", Message: "Invalid request path: " + message + "."}
}

// noSegment is Graph's answer to a path that names nothing.
func noSegment(name string) error {
	return &core.Error{Status: http.StatusBadRequest, Code: "BadRequest",
		Message: fmt.Sprintf("Resource not found for the segment '%s'.", name)}
}
