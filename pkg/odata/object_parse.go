package odata

import (
	"bytes"
	"encoding/json"
	"slices"
)

// manyMembers is the number of members above which repeated names are looked
// for in a map and no longer one by one.
const manyMembers = 48

// objectParser reads objects one after the other. Objects of a list mostly
// have the same members in the same order: names are taken from the object
// before, which saves both their allocation and the search for repetitions.
type objectParser struct {
	scanner
	last []member
	odd  bool // a name was met that is not written as it is
}

// object reads an object into o; its brace comes next after white space.
func (p *objectParser) object(o *Object) bool {
	if p.peek() != '{' {
		return p.expected("an object")
	}
	m := memberList{
		list:    make([]member, 0, max(len(p.last), 4)),
		aligned: len(p.last) > 0,
	}
	if !p.container('}', func() bool { return p.read(&m) }) {
		return false
	}
	o.members = m.list
	p.last = m.list
	return true
}

// read reads one member into m.
func (p *objectParser) read(m *memberList) bool {
	if p.peek() != '"' {
		return p.expected("a name in double quotes")
	}
	name, expected := p.sameName(len(m.list))
	if !expected {
		start := p.pos
		if !p.str() {
			return false
		}
		name, expected = p.name(p.data[start:p.pos], len(m.list))
	}
	if !p.skip(':', "a colon") {
		return false
	}
	value, ok := p.raw()
	if !ok {
		return false
	}
	m.aligned = m.aligned && expected
	m.put(member{name, value})
	return true
}

// sameName passes over a name if it is the one that the object before has at
// this place.
func (p *objectParser) sameName(place int) (string, bool) {
	if p.odd || place >= len(p.last) {
		return "", false
	}
	name := p.last[place].name
	end := p.pos + 1 + len(name)
	if end >= len(p.data) || p.data[end] != '"' || string(p.data[p.pos+1:end]) != name {
		return "", false
	}
	p.pos = end + 1
	return name, true
}

// raw passes over a value and gives its text, without white space between
// its parts.
func (p *objectParser) raw() (json.RawMessage, bool) {
	p.peek()
	start := p.pos
	p.spaced = false
	if !p.value() {
		return nil, false
	}
	value := p.data[start:p.pos:p.pos]
	if !p.spaced {
		return value, true
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, value); err != nil {
		return nil, p.fail("%v", err)
	}
	return compact.Bytes(), true
}

// name decodes a quoted name. expected says that the object before has the
// same name at this place.
func (p *objectParser) name(quoted []byte, place int) (name string, expected bool) {
	plain := quoted[1 : len(quoted)-1]
	if place < len(p.last) && p.last[place].name == string(plain) {
		return p.last[place].name, true
	}
	for i := place + 1; i < len(p.last); i++ {
		if p.last[i].name == string(plain) {
			return p.last[i].name, false
		}
	}
	if isPlain(plain) {
		return string(plain), false
	}
	p.odd = true
	return decodeString(quoted), false
}

// isPlain tells whether b needs no escape in JSON and is ASCII.
func isPlain[T ~[]byte | ~string](b T) bool {
	for i := range len(b) {
		if c := b[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// memberList grows by one member after the other. Of repeated names the last
// value counts, at the first one's place.
type memberList struct {
	list    []member
	aligned bool // names are those of an object that has been checked
	places  map[string]int
}

func (m *memberList) put(x member) {
	if i := m.place(x.name); i >= 0 {
		m.list[i].value = x.value
		return
	}
	m.list = append(m.list, x)
	if m.places != nil {
		m.places[x.name] = len(m.list) - 1
	}
}

// place is where the name stands in the list, or -1.
func (m *memberList) place(name string) int {
	if m.aligned {
		return -1
	}
	if len(m.list) < manyMembers {
		return slices.IndexFunc(m.list, func(x member) bool { return x.name == name })
	}
	if m.places == nil {
		m.places = make(map[string]int, 2*len(m.list))
		for i := range m.list {
			m.places[m.list[i].name] = i
		}
	}
	if i, ok := m.places[name]; ok {
		return i
	}
	return -1
}
