package output

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// AppendYAML appends an object as a YAML document in block style, to be read
// and edited by people: a text of several lines is written as such. Members
// keep their order.
func AppendYAML(dst []byte, o *odata.Object) []byte {
	y := yamlText{dst: dst, blocks: true}
	y.object(o, 0)
	return y.dst
}

// block writes the next value, a text, line by line behind indent spaces, if it
// has several lines and loses nothing so (YAML 1.2, section 8.1.2).
func (y *yamlText) block(indent int) bool {
	n := token(y.src)
	var s string
	if json.Unmarshal(y.src[:n], &s) != nil || !isBlock(s) {
		return false
	}
	y.src = y.src[n:]
	y.dst = append(y.dst, '|')
	s, ended := strings.CutSuffix(s, "\n")
	if !ended {
		y.dst = append(y.dst, '-')
	}
	for line := range strings.SplitSeq(s, "\n") {
		y.dst = append(y.dst, '\n')
		if line != "" {
			y.spaces(indent)
		}
		y.dst = append(y.dst, line...)
	}
	y.dst = append(y.dst, '\n')
	return true
}

// isBlock tells of texts of several lines in which nothing is invisible: no
// spaces at the end of a line, no empty lines at the end, no control characters.
// The first line begins with neither a space nor a line feed.
func isBlock(s string) bool {
	if !strings.Contains(s, "\n") || strings.HasPrefix(s, " ") || strings.HasPrefix(s, "\n") ||
		strings.HasSuffix(s, "\n\n") || strings.HasSuffix(s, " ") || strings.Contains(s, " \n") {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return r != '\n' && !isYAMLPrintable(r) }) < 0
}
