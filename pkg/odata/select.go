package odata

import "strings"

// ParseSelect parses the text of $select: names or paths with commas between
// them, or *. An empty text selects nothing in particular and gives nil.
// Errors are of type *SyntaxError.
func ParseSelect(s string) ([]string, error) {
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	if len(s) > maxText {
		return nil, tooLong("$select", s)
	}
	p := newParser("$select", s)
	var names []string
	for {
		name := p.selectItem()
		if p.err != nil {
			return nil, p.err
		}
		names = append(names, name)
		if !p.accept(",") {
			break
		}
	}
	if p.tok.kind != tokenEnd {
		p.unexpected("a comma or the end")
		return nil, p.err
	}
	return names, nil
}

// selectItem reads a path, or *.
func (p *parser) selectItem() string {
	if p.tok.kind == tokenBad && p.tok.text == "*" {
		p.advance()
		return "*"
	}
	if e := p.plainPath(); e != nil {
		return e.String()
	}
	return ""
}

// plainPath reads a path that stands alone: no lambda, no function. Names
// may be annotations (@odata.type).
func (p *parser) plainPath() *Path {
	t := p.tok
	if t.kind != tokenWord {
		p.unexpected("a property's name")
		return nil
	}
	p.advance()
	if strings.HasPrefix(t.text, "@") && !strings.ContainsAny(t.text[1:], "@$") {
		return &Path{At: t.pos, Segments: []string{t.text}}
	}
	if p.tok.is("(") {
		p.unexpected("a comma or the end")
		return nil
	}
	e := p.path(t)
	path, ok := e.(*Path)
	if p.err == nil && !ok {
		p.failAt(e.Pos(), "", "a property's name was expected, without any(…) or all(…)")
	}
	return path
}
