package permission

import (
	"net/url"
	"strings"
)

// Match gives the rule for a request as a client makes it: the path of a URL,
// with or without a host and a version in front, keys as they are. It is for
// telling people which permission they lack; ok is false if the path is not
// one of the table.
func Match(method, target string) (rule Rule, ok bool) {
	u, err := url.Parse(target)
	if err != nil {
		return Rule{}, false
	}
	path := segments(u.EscapedPath())
	for i, s := range path {
		if s == "v1.0" || s == "beta" {
			path = path[i+1:]
			break
		}
	}
	if n := len(path); n > 0 && method == "GET" && (path[n-1] == "$count" || path[n-1] == "$ref") {
		path = path[:n-1]
	}
	best := -1
	for _, r := range Rules() {
		if literal, fits := fit(segments(r.Template), path); r.Method == method && fits && literal > best {
			rule, best = r, literal
		}
	}
	if best < 0 && method == "GET" && len(path) > 2 { // one object of a relation
		return Match(method, strings.Join(path[:len(path)-1], "/"))
	}
	return rule, best >= 0
}

// segments splits a path; a key in parentheses is a segment of its own.
func segments(path string) []string {
	var list []string
	for s := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		name, key, keyed := strings.Cut(s, "(")
		list = append(list, name)
		if keyed && key != ")" {
			list = append(list, strings.TrimSuffix(key, ")"))
		}
	}
	return list
}

// fit says whether a path is one of a template, and how many of its segments
// are literally the template's.
func fit(template, path []string) (literal int, ok bool) {
	if len(template) != len(path) {
		return 0, false
	}
	for i, s := range template {
		switch {
		case strings.EqualFold(s, path[i]):
			literal++
		case s != "{id}":
			return 0, false
		}
	}
	return literal, true
}
