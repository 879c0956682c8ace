package odata

import (
	"fmt"
	"strings"
)

// call reads a function's arguments; the parenthesis comes next.
func (p *parser) call(name token) Expr {
	f, ok := findFunction(name.text)
	if !ok {
		p.unknownFunction(name)
		return nil
	}
	args := p.arguments()
	if p.err != nil {
		return nil
	}
	if len(args) < f.min || len(args) > f.max {
		p.failAt(name.pos, name.text, fmt.Sprintf("%s takes %s, not %d: %s", f.name, f.arity(), len(args), f.example))
		return nil
	}
	e := &Call{At: name.pos, Name: f.name, Args: args}
	switch f.name {
	case "isof", "cast":
		p.typeArgument(e)
	case "substringof":
		e.Name, e.Args = "contains", []Expr{args[1], args[0]}
	}
	if p.err != nil {
		return nil
	}
	return e
}

func (p *parser) arguments() []Expr {
	p.advance()
	var args []Expr
	if p.accept(")") || !p.enter() {
		return nil
	}
	defer p.leave()
	for {
		args = append(args, p.operand())
		if p.err != nil || !p.accept(",") {
			break
		}
	}
	p.expect(")", "a comma or a closing parenthesis")
	return args
}

// typeArgument makes the last argument, a type's name, a String literal.
func (p *parser) typeArgument(e *Call) {
	last := len(e.Args) - 1
	switch arg := e.Args[last].(type) {
	case *Path:
		if len(arg.Segments) == 1 {
			e.Args[last] = &Literal{At: arg.At, Kind: String, Text: arg.Segments[0]}
			return
		}
	case *Literal:
		if arg.Kind == String && arg.Text != "" {
			return
		}
	}
	p.failAt(e.Args[last].Pos(), p.wordAt(e.Args[last]), "a type's name was expected, such as 'microsoft.graph.user'")
}

// lambda reads any(…) or all(…) after its collection; the parenthesis comes
// next.
func (p *parser) lambda(source *Path, all bool) Expr {
	e := &Lambda{At: source.At, Source: source, All: all}
	p.advance()
	if !all && p.accept(")") {
		return e
	}
	if !p.enter() {
		return nil
	}
	defer p.leave()
	t := p.tok
	if t.kind != tokenWord || strings.ContainsAny(t.text, "@-$.") {
		p.unexpected("a variable, as in any(x:x eq 'value')")
		return nil
	}
	p.advance()
	e.Var = t.text
	if !p.accept(":") {
		p.failAt(p.tok.pos, p.tok.text, "a colon after the variable was expected, as in any("+t.text+":"+t.text+" eq 'value')")
		return nil
	}
	e.Body = p.condition()
	if p.err != nil || !p.checkCondition(e.Body) || !p.expect(")", "and, or, or a closing parenthesis") {
		return nil
	}
	return e
}
