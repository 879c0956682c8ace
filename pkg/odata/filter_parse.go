package odata

import (
	"fmt"
	"strings"
)

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

func (p *parser) comparison() Expr {
	left := p.operand()
	if p.err != nil {
		return nil
	}
	op := strings.ToLower(p.tok.text)
	at := p.tok.pos
	switch {
	case p.tok.isWord("in"):
		p.advance()
		return p.in(at, left)
	case p.tok.kind == tokenWord && isComparison(op):
		p.advance()
		right := p.operand()
		if p.err != nil {
			return nil
		}
		return &Binary{At: at, Op: op, L: left, R: right}
	}
	return left
}

func isComparison(op string) bool {
	switch op {
	case "eq", "ne", "gt", "ge", "lt", "le", "has":
		return true
	}
	return false
}

func (p *parser) in(at int, x Expr) Expr {
	if !p.expect("(", "a list in parentheses, such as in ('a','b')") {
		return nil
	}
	if !p.enter() {
		return nil
	}
	defer p.leave()
	e := &In{At: at, X: x}
	for {
		item := p.operand()
		if p.err != nil {
			return nil
		}
		if _, ok := item.(*Literal); !ok {
			p.failAt(item.Pos(), p.wordAt(item), "in takes a list of constants; text stands in single quotes")
			return nil
		}
		e.List = append(e.List, item)
		if !p.accept(",") {
			break
		}
	}
	if !p.expect(")", "a comma or a closing parenthesis") {
		return nil
	}
	return e
}

// checkCondition fails if an expression surely is neither true nor false.
func (p *parser) checkCondition(e Expr) bool {
	if p.err != nil {
		return false
	}
	switch e := e.(type) {
	case *Literal:
		if e.Kind == Bool || e.Kind == Null {
			return true
		}
	case *Call:
		if f, ok := findFunction(e.Name); !ok || f.condition || f.name == "cast" {
			return true
		}
	default:
		return true
	}
	p.failAt(e.Pos(), p.wordAt(e), "this is neither true nor false; a comparison was expected, such as "+p.wordAt(e)+" eq 'value'")
	return false
}

// wordAt gives the text of a literal, or of a name, for an error.
func (p *parser) wordAt(e Expr) string {
	l := lexer{text: p.text, pos: e.Pos()}
	return l.next().text
}
