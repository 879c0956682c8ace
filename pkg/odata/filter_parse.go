package odata

import "fmt"

// ParseFilter parses the text of $filter, not percent-encoded (OData 4.01,
// URL Conventions, 5.1.1; literals of version 3 too). Names of functions,
// operators and true, false, null are taken in whatever case. At most 64 KiB
// are read, nested at most 100 deep. Errors are of type *SyntaxError.
func ParseFilter(s string) (Expr, error) {
	e, err := parseFilter("$filter", s)
	if err != nil {
		return nil, err
	}
	return e, nil
}

func parseFilter(option, s string) (Expr, *SyntaxError) {
	if len(s) > maxText {
		return nil, tooLong(option, s)
	}
	p := newParser(option, s)
	e := p.condition()
	if p.err == nil && p.tok.kind != tokenEnd {
		p.unexpected("and, or, or the end")
	}
	if !p.checkCondition(e) {
		return nil, p.err
	}
	return e, nil
}

// parser reads expressions by recursive descent. After an error its methods
// give nil, and p.err is the first one.
type parser struct {
	lexer
	tok   token    // the next one
	last  [2]token // those before, the nearest first
	depth int
}

func newParser(option, text string) *parser {
	p := &parser{lexer: lexer{option: option, text: text}}
	p.tok = p.next()
	return p
}

func (p *parser) advance() {
	p.last[0], p.last[1] = p.tok, p.last[0]
	p.tok = p.next()
}

// accept passes over a mark if it comes next.
func (p *parser) accept(mark string) bool {
	if !p.tok.is(mark) {
		return false
	}
	p.advance()
	return true
}

func (p *parser) expect(mark, what string) bool {
	if p.err == nil && !p.accept(mark) {
		p.unexpected(what)
	}
	return p.err == nil
}

// enter counts how deep the text is nested; leave undoes it.
func (p *parser) enter() bool {
	if p.depth++; p.depth > maxNesting {
		p.failAt(p.tok.pos, "", fmt.Sprintf("it is nested more than %d deep", maxNesting))
	}
	return p.err == nil
}

func (p *parser) leave() { p.depth-- }

// condition reads an expression that is true or false.
func (p *parser) condition() Expr {
	return p.chain("or", func() Expr {
		return p.chain("and", p.negation)
	})
}

// chain reads parts that one operator joins.
func (p *parser) chain(op string, part func() Expr) Expr {
	left := part()
	for p.err == nil && p.tok.isWord(op) {
		p.checkCondition(left)
		at := p.tok.pos
		p.advance()
		right := part()
		if p.err == nil {
			p.checkCondition(right)
		}
		left = &Binary{At: at, Op: op, L: left, R: right}
	}
	if p.err != nil {
		return nil
	}
	return left
}

func (p *parser) negation() Expr {
	if !p.tok.isWord("not") {
		return p.comparison()
	}
	at := p.tok.pos
	p.advance()
	if !p.enter() {
		return nil
	}
	defer p.leave()
	x := p.negation()
	if p.err != nil || !p.checkCondition(x) {
		return nil
	}
	return &Not{At: at, X: x}
}
