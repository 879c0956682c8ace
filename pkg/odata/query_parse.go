package odata

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// ParseQuery reads a URL's query on the side of a server. The options of
// [Query] are found with and without $, in whatever case; the others are
// rest, those that begin with $ in lower case. The texts of $filter,
// $orderby, $search and $expand are not looked into. Errors are of type
// *SyntaxError and name the option.
func ParseQuery(rawQuery string) (q Query, rest url.Values, err error) {
	rest = url.Values{}
	if len(rawQuery) > maxText {
		return q, rest, tooLong("query", rawQuery)
	}
	seen := map[string]bool{}
	for part := range strings.SplitSeq(rawQuery, "&") {
		if part == "" {
			continue
		}
		key, value, err := unescapePair(part)
		if err != nil {
			return q, rest, &SyntaxError{Option: "query", Text: rawQuery, Msg: err.Error()}
		}
		name := optionName(key)
		if name == "" {
			rest.Add(restName(key), value)
			continue
		}
		if seen[name] {
			return q, rest, optionError(name, value, "the option is given more than once")
		}
		seen[name] = true
		if err := q.set(name, value); err != nil {
			return q, rest, err
		}
	}
	return q, rest, nil
}

// unescapePair decodes name=value. A semicolon, which url.ParseQuery refuses,
// is part of the value: the options within $expand stand between them (OData
// 4.01 URL Conventions, section 5.1.3).
func unescapePair(part string) (name, value string, err error) {
	name, value, _ = strings.Cut(part, "=")
	if name, err = url.QueryUnescape(name); err != nil {
		return "", "", err
	}
	value, err = url.QueryUnescape(value)
	return name, value, err
}

// optionName gives the canonical name of an option that Query holds, or "".
func optionName(key string) string {
	name := "$" + strings.ToLower(strings.TrimPrefix(strings.TrimSpace(key), "$"))
	switch name {
	case "$select", "$filter", "$orderby", "$search", "$expand", "$top", "$count":
		return name
	}
	return ""
}

func restName(key string) string {
	if strings.HasPrefix(key, "$") {
		return strings.ToLower(key)
	}
	return key
}

// set gives q an option by its canonical name.
func (q *Query) set(name, value string) (err error) {
	switch name {
	case "$select":
		q.Select, err = ParseSelect(value)
	case "$filter":
		q.Filter = value
	case "$orderby":
		q.OrderBy = value
	case "$search":
		q.Search = value
	case "$expand":
		q.Expand = value
	case "$top":
		q.Top, err = parseTop(value)
	case "$count":
		q.Count, err = parseCount(value)
	default:
		return fmt.Errorf("no such option: %s", name)
	}
	return err
}

func parseTop(value string) (int, error) {
	n, err := strconv.ParseUint(strings.TrimSpace(value), 10, 31)
	if err != nil || n == 0 {
		return 0, optionError("$top", value, "a whole number from 1 is expected")
	}
	return int(n), nil
}

func parseCount(value string) (bool, error) {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, optionError("$count", value, "true or false is expected")
}

func optionError(option, value, msg string) error {
	return &SyntaxError{Option: option, Text: value, Near: shorten(value), Msg: msg}
}
