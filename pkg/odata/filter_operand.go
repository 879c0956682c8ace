package odata

import "strings"

// operand reads what can stand on a side of a comparison.
func (p *parser) operand() Expr {
	if p.err != nil {
		return nil
	}
	t := p.tok
	switch t.kind {
	case tokenString:
		p.advance()
		return &Literal{At: t.pos, Kind: String, Text: t.value}
	case tokenBare:
		p.advance()
		return p.literal(t, parseBareToken)
	case tokenPrefixed:
		p.advance()
		return p.literal(t, parsePrefixedToken)
	case tokenWord:
		return p.word()
	case tokenMark:
		if t.text == "(" {
			return p.parentheses()
		}
	}
	p.unexpected("a property, a value or a function")
	return nil
}

func parseBareToken(t token) (*Literal, string) { return parseBare(t.text) }

func parsePrefixedToken(t token) (*Literal, string) { return parsePrefixed(t.prefix, t.value) }

func (p *parser) literal(t token, parse func(token) (*Literal, string)) Expr {
	lit, advice := parse(t)
	if lit == nil {
		p.failAt(t.pos, t.text, advice)
		return nil
	}
	lit.At = t.pos
	return lit
}

func (p *parser) parentheses() Expr {
	p.advance()
	if !p.enter() {
		return nil
	}
	defer p.leave()
	e := p.condition()
	if !p.expect(")", "and, or, or a closing parenthesis") {
		return nil
	}
	return e
}

// word reads what begins with a name: a constant, a function or a path.
func (p *parser) word() Expr {
	t := p.tok
	switch strings.ToLower(t.text) {
	case "null":
		p.advance()
		return &Literal{At: t.pos, Kind: Null, Text: "null"}
	case "true", "false":
		p.advance()
		return &Literal{At: t.pos, Kind: Bool, Text: strings.ToLower(t.text)}
	case "and", "or", "in", "eq", "ne", "gt", "ge", "lt", "le", "has", "not":
		p.unexpected("a property, a value or a function")
		return nil
	}
	p.advance()
	if p.tok.is("(") {
		return p.call(t)
	}
	return p.path(t)
}

// path reads on after the first segment, up to a lambda if there is one.
func (p *parser) path(first token) Expr {
	e := &Path{At: first.pos, Segments: []string{first.text}}
	if !p.checkSegment(first, true) {
		return nil
	}
	for p.accept("/") {
		t := p.tok
		if t.kind != tokenWord || !t.joined {
			p.failAt(t.pos, t.text, "a property's name was expected right after the slash")
			return nil
		}
		p.advance()
		if p.tok.is("(") && (t.isWord("any") || t.isWord("all")) {
			return p.lambda(e, t.isWord("all"))
		}
		if !p.checkSegment(t, false) {
			return nil
		}
		e.Segments = append(e.Segments, t.text)
	}
	return e
}

// checkSegment fails if a token is no name of a property or a type.
func (p *parser) checkSegment(t token, first bool) bool {
	switch {
	case strings.EqualFold(t.text, "$count") && !first && !p.tok.is("/"):
		return true
	case t.text == "$it" && first:
		return true
	case strings.HasPrefix(t.text, "$"):
		p.failAt(t.pos, t.text, "only $count can stand here, at the end of a collection's path")
	case strings.HasPrefix(t.text, "@"):
		p.failAt(t.pos, t.text, "parameter aliases are not offered; write the value itself")
	case strings.ContainsAny(t.text, "@-$"):
		p.failAt(t.pos, t.text, "text stands in single quotes: "+QuoteString(t.text))
	case strings.HasPrefix(t.text, ".") || strings.HasSuffix(t.text, ".") || strings.Contains(t.text, ".."):
		p.failAt(t.pos, t.text, "this is no name")
	case !first && p.tok.is("("):
		p.failAt(t.pos, t.text, "only any(…) and all(…) can stand after a path")
	default:
		return true
	}
	return false
}
