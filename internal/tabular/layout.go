package tabular

import (
	"bytes"
	"strings"
)

// layout is what the first lines tell of a file.
type layout struct {
	preamble []byte // lines before the headings, with their line ends
	lines    int    // their number
	comma    rune
	newline  string // of the heading line
	portal   bool   // there is a version line: the Entra portal's template
}

// readLayout finds the heading line: the first that is not white space, a
// version line of the Entra portal or a type line of Export-Csv.
func readLayout(data []byte) (layout, error) {
	var l layout
	rest := data
	for len(rest) > 0 {
		line, after, found := bytes.Cut(rest, []byte("\n"))
		name := strings.ToLower(strings.TrimSpace(string(bytes.TrimLeft(line, `"`))))
		version := strings.HasPrefix(name, "version:")
		if name != "" && !version && !strings.HasPrefix(name, "#type") {
			l.comma = separator(line)
			l.newline = newlineOf(line, found)
			l.preamble = data[:len(data)-len(rest)]
			return l, nil
		}
		l.portal = l.portal || version
		l.lines++
		rest = after
	}
	if l.lines > 0 && len(bytes.TrimSpace(data)) > 0 {
		return l, invalid("no heading line").WithHint(hintHeadings)
	}
	return l, invalid("the file is empty").WithHint(hintHeadings)
}

const hintHeadings = "the first line names the columns, such as userPrincipalName,displayName"

func newlineOf(line []byte, found bool) string {
	if found && bytes.HasSuffix(line, []byte("\r")) {
		return "\r\n"
	}
	return "\n"
}

// separator is the one of comma, semicolon and tab that the heading line has
// most of outside quotes; a comma if it has none.
func separator(line []byte) rune {
	var comma, semicolon, tab int
	quoted := false
	for _, b := range line {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == ',':
			comma++
		case b == ';':
			semicolon++
		case b == '\t':
			tab++
		}
	}
	switch {
	case semicolon > comma && semicolon >= tab:
		return ';'
	case tab > comma:
		return '\t'
	}
	return ','
}
