package aadgraph

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Bounds of a page (facts/aadgraph.md, section 4).
const (
	defaultPage = 100
	largestPage = 999
)

// maxQuery bounds a query string, in bytes.
const maxQuery = 16 << 10

// options are a request's query options.
type options struct {
	filter, orderBy, expand string
	top                     int
	skipToken               string
	pages                   int  // before the token
	previous                bool // previous-page=true
	deltaLink               string
	delta                   bool // a differential query
	selects                 []string
}

// parseOptions reads them, api-version first, and refuses what the service
// does not support.
func (x *exchange) parseOptions() error {
	raw := x.r.URL.RawQuery
	if len(raw) > maxQuery {
		return badURL()
	}
	given, err := url.ParseQuery(raw)
	if err != nil {
		return badURL()
	}
	if err := x.setVersion(given["api-version"]); err != nil {
		return err
	}
	for name, values := range given {
		if err := x.setOption(strings.ToLower(name), values); err != nil {
			return err
		}
	}
	if len(x.selects) > 0 && !x.delta {
		return unsupported("The query option '$select' is not supported.")
	}
	return nil
}

func (x *exchange) setOption(name string, values []string) (err error) {
	if len(values) > 1 && (strings.HasPrefix(name, "$") || name == "deltalink") {
		return badRequest("Query option '%s' was specified more than once, but it must be specified at most once.", name)
	}
	value := values[0]
	switch name {
	case "$filter":
		x.filter = value
	case "$orderby":
		x.orderBy = value
	case "$expand":
		x.expand = value
	case "$top":
		x.top, err = parseTop(value)
	case "$skiptoken":
		x.skipToken = value
	case "previous-page":
		x.previous = strings.EqualFold(value, "true")
	case "deltalink":
		x.deltaLink, x.delta = value, true
	case "$select":
		x.selects = strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
	case "$format":
		err = checkFormat(value)
	default:
		if strings.HasPrefix(name, "$") {
			return unsupported(fmt.Sprintf("The query option '%s' is not supported.", name))
		}
	}
	return err
}

func parseTop(value string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || n < 1 || n > largestPage {
		return 0, unsupported(fmt.Sprintf("Invalid page size specified: '%s'. Must be between 1 and %d inclusive.", value, largestPage))
	}
	return n, nil
}

// checkFormat: only JSON is written.
func checkFormat(value string) error {
	if value = strings.ToLower(value); value != "json" && !strings.HasPrefix(value, "application/json") {
		return mediaType("The format '" + value + "' is not supported: use json.")
	}
	return nil
}

// refuse refuses options that mean nothing for what is asked.
func (x *exchange) refuse(names ...string) error {
	for _, o := range []struct {
		name  string
		given bool
	}{
		{"$filter", x.filter != ""}, {"$orderby", x.orderBy != ""}, {"$expand", x.expand != ""},
		{"$top", x.top > 0}, {"$skiptoken", x.skipToken != ""}, {"deltaLink", x.delta},
	} {
		if o.given && slices.Contains(names, o.name) {
			return unsupported("The query option '" + o.name + "' is not supported for this resource.")
		}
	}
	return nil
}
