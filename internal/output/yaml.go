package output

import (
	"io"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// yamlSink prints a list as a YAML sequence, one object after the other.
type yamlSink struct {
	w       io.Writer
	text    []byte // used again
	started bool
}

func (s *yamlSink) add(o *odata.Object) error {
	s.started = true
	y := yamlText{dst: append(s.text[:0], "- "...)}
	y.object(o, 2)
	s.text = y.dst
	_, err := s.w.Write(s.text)
	return err
}

func (s *yamlSink) end(failed bool) error {
	if s.started || failed {
		return nil
	}
	_, err := io.WriteString(s.w, "[]\n")
	return err
}

// writeYAML prints a valid JSON text as YAML; members keep their order.
func writeYAML(w io.Writer, text []byte) error {
	y := yamlText{src: text}
	y.value(0)
	_, err := w.Write(y.dst)
	return err
}

// yamlText turns valid JSON text into YAML in block style, two spaces a
// level. It works on the text alone, so that a list costs no decoding.
type yamlText struct {
	src []byte // what is left to be read
	dst []byte
	// blocks has texts of several lines written as such, to be edited.
	blocks bool
}

// object writes an object whose members are values to be read.
func (y *yamlText) object(o *odata.Object, indent int) {
	empty := true
	for name, value := range members(o) {
		if !empty {
			y.spaces(indent)
		}
		empty = false
		y.name(name)
		y.src = value
		y.member(indent)
	}
	if empty {
		y.dst = append(y.dst, "{}\n"...)
	}
}

func (y *yamlText) name(s string) {
	if isPlain([]byte(s)) {
		y.dst = append(y.dst, s...)
		return
	}
	y.dst = appendYAMLQuoted(y.dst, s)
}

// value writes the next value, its lines after the first behind indent
// spaces, and ends its last line.
func (y *yamlText) value(indent int) {
	y.skip()
	if len(y.src) == 0 {
		return
	}
	switch y.src[0] {
	case '{', '[':
		y.container(indent)
		return
	case '"':
		if y.blocks && y.block(indent) {
			return
		}
	}
	y.scalar()
	y.dst = append(y.dst, '\n')
}

func (y *yamlText) container(indent int) {
	open := y.src[0]
	y.src = y.src[1:]
	if y.ends() {
		y.dst = append(y.dst, open, open+2, '\n') // ASCII has them two apart
		return
	}
	for first := true; first || !y.ends(); first = false {
		if !first {
			y.spaces(indent)
		}
		if open == '[' {
			y.dst = append(y.dst, '-', ' ')
			y.value(indent + 2)
			continue
		}
		y.scalar()
		y.member(indent)
	}
}

// member writes what follows a name; a value that has lines of its own
// begins below it.
func (y *yamlText) member(indent int) {
	y.dst = append(y.dst, ':')
	y.skip()
	if y.hasLines() {
		y.dst = append(y.dst, '\n')
		y.spaces(indent + 2)
	} else {
		y.dst = append(y.dst, ' ')
	}
	y.value(indent + 2)
}

// hasLines tells whether the next value is an object or a list that is not
// empty.
func (y *yamlText) hasLines() bool {
	if len(y.src) == 0 || y.src[0] != '{' && y.src[0] != '[' {
		return false
	}
	rest := y.src[1:]
	rest = rest[spaces(rest):]
	return len(rest) > 0 && rest[0] != '}' && rest[0] != ']'
}

func (y *yamlText) scalar() {
	n := token(y.src)
	text := y.src[:n]
	y.src = y.src[n:]
	if n > 0 && text[0] == '"' {
		y.dst = appendYAMLString(y.dst, text)
		return
	}
	y.dst = append(y.dst, text...)
}

// ends passes over the end of an object or a list, if it is next.
func (y *yamlText) ends() bool {
	y.skip()
	if len(y.src) > 0 && y.src[0] != '}' && y.src[0] != ']' {
		return false
	}
	y.src = y.src[min(1, len(y.src)):]
	return true
}

// skip passes over white space, commas and colons: in valid text they say
// nothing that the rest does not.
func (y *yamlText) skip() {
	for i, c := range y.src {
		switch c {
		case ' ', '\t', '\n', '\r', ',', ':':
			continue
		}
		y.src = y.src[i:]
		return
	}
	y.src = nil
}

func (y *yamlText) spaces(n int) {
	for range n {
		y.dst = append(y.dst, ' ')
	}
}
