package odata

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// Page is one answer of a list: OData 4's envelope, or version 3's.
type Page struct {
	Context   string    // @odata.context, odata.metadata
	Value     []*Object // value; never nil after ParsePage
	NextLink  string    // @odata.nextLink; "" on the last page. Absolute in version 4
	DeltaLink string    // @odata.deltaLink; "" but at the end of a delta round
	Count     int64     // @odata.count; -1 if the answer has none
}

// ParsePage reads a list's answer in one pass: the envelope of OData 4 (with
// or without the prefix "odata." that version 4.01 made optional), that of
// version 3 ("odata.nextLink") and Azure AD Graph's differential query
// ("aad.nextLink"). The objects refer to data, which must not change
// afterwards. Members of the envelope that are not known are passed over.
// Errors are of type *JSONError.
func ParsePage(data []byte) (*Page, error) {
	r := pageReader{page: &Page{Count: -1}}
	r.data = data
	if r.peek() != '{' {
		r.expected("an object with the member \"value\"")
		return nil, r.err
	}
	if !r.container('}', r.member) || !r.end() {
		return nil, r.err
	}
	if r.page.Value == nil {
		r.pos = 0
		r.fail("the answer is no list: it has no member \"value\"")
		return nil, r.err
	}
	return r.page, nil
}

// ParseList reads a JSON list of objects. They refer to data, which must not
// change afterwards. Errors are of type *JSONError.
func ParseList(data []byte) ([]*Object, error) {
	r := pageReader{page: new(Page)}
	r.data = data
	if !r.list() || !r.end() {
		return nil, r.err
	}
	return r.page.Value, nil
}

// pageReader reads an envelope.
type pageReader struct {
	objectParser
	page *Page
}

func (r *pageReader) member() bool {
	if r.peek() != '"' {
		return r.expected("a name in double quotes")
	}
	start := r.pos
	if !r.str() {
		return false
	}
	name := r.data[start+1 : r.pos-1]
	if !r.skip(':', "a colon") {
		return false
	}
	if string(name) == "value" {
		return r.list()
	}
	value, ok := r.raw()
	if ok {
		r.annotation(name, value)
	}
	return ok
}

// annotation keeps what the envelope says of the page.
func (r *pageReader) annotation(name []byte, value json.RawMessage) {
	switch local := localName(name); local {
	case "context", "metadata":
		r.page.Context = decodeString(value)
	case "nextLink":
		r.page.NextLink = decodeString(value)
	case "deltaLink":
		r.page.DeltaLink = decodeString(value)
	case "count":
		// Version 3 and IEEE754Compatible=true write numbers as strings.
		n, err := strconv.ParseInt(string(bytes.Trim(value, `"`)), 10, 64)
		if err == nil && n >= 0 {
			r.page.Count = n
		}
	}
}

// localName gives an annotation's name without the prefix that its version
// of OData puts before it, "" if it is no annotation of the envelope.
func localName(name []byte) string {
	for _, prefix := range []string{"@odata.", "odata.", "aad.", "@"} {
		if rest, ok := bytes.CutPrefix(name, []byte(prefix)); ok {
			return string(rest)
		}
	}
	return ""
}

// list reads the objects of the member "value".
func (r *pageReader) list() bool {
	if r.peek() != '[' {
		return r.expected("a list of objects")
	}
	r.page.Value = make([]*Object, 0, 16)
	return r.container(']', func() bool {
		o := new(Object)
		r.page.Value = append(r.page.Value, o)
		return r.object(o)
	})
}

// decodeString gives a JSON string's text, "" for any other value.
func decodeString(value json.RawMessage) string {
	if n := len(value); n >= 2 && value[0] == '"' && isPlain(value[1:n-1]) {
		return string(value[1 : n-1])
	}
	var s string
	_ = json.Unmarshal(value, &s)
	return s
}
