package odata

import "bytes"

// NextLink gives the link to the following page that a list's answer holds,
// without reading the objects, so that the page can be asked for before they
// are read. It is "" if there is none, and if data is no list's answer:
// ParsePage tells what is wrong with it.
func NextLink(data []byte) string {
	if link := lastLink(data); link != "" {
		return link
	}
	r := linkReader{}
	r.data = data
	if r.peek() == '{' {
		r.container('}', r.member)
	}
	return r.page.NextLink
}

// lastLink gives the link if it is the envelope's last member and written
// plainly, as it is by many services; then nothing else needs to be read. What
// stands right before the last brace belongs to the envelope: a quote within a
// string would have a backslash.
func lastLink(data []byte) string {
	rest, ok := bytes.CutSuffix(bytes.TrimRight(data, " \t\r\n"), []byte(`"}`))
	start := bytes.LastIndexByte(rest, '"')
	if !ok || start < 0 || bytes.IndexByte(rest[start:], '\\') >= 0 {
		return ""
	}
	name, ok := bytes.CutSuffix(rest[:start], []byte(`":`))
	if !ok {
		return ""
	}
	name = name[bytes.LastIndexByte(name, '"')+1:]
	if localName(name) != "nextLink" {
		return ""
	}
	return string(rest[start+1:])
}

// linkReader reads an envelope up to the link.
type linkReader struct {
	scanner
	page Page
}

func (r *linkReader) member() bool {
	if r.peek() != '"' {
		return false
	}
	start := r.pos
	if !r.str() {
		return false
	}
	name := r.data[start+1 : r.pos-1]
	if !r.skip(':', "a colon") {
		return false
	}
	if r.peek() == '[' {
		return r.pass()
	}
	start = r.pos
	if !r.value() {
		return false
	}
	if localName(name) == "nextLink" {
		r.page.NextLink = decodeString(r.data[start:r.pos])
		return false // nothing else is looked for
	}
	return true
}

// pass passes over a list by counting its brackets.
func (r *linkReader) pass() bool {
	for depth := 0; r.pos < len(r.data); {
		c := r.data[r.pos]
		r.pos++
		switch c {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return true
			}
		case '"':
			if !r.passString() {
				return false
			}
		}
	}
	return false
}

// passString passes over the rest of a string.
func (r *linkReader) passString() bool {
	for {
		n := bytes.IndexByte(r.data[r.pos:], '"')
		if n < 0 {
			return false
		}
		end := r.pos + n
		backslashes := 0
		for i := end - 1; i >= r.pos && r.data[i] == '\\'; i-- {
			backslashes++
		}
		r.pos = end + 1
		if backslashes%2 == 0 {
			return true
		}
	}
}
