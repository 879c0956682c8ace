package odata

import (
	"slices"
	"strings"
)

// unexpected fails at the next token. what was expected is said unless the
// token is a known slip, for which there is better advice.
func (p *parser) unexpected(what string) {
	if p.tok.kind == tokenEnd {
		p.failAt(len(p.text), "", what+" was expected")
		return
	}
	advice := p.advice()
	if advice == "" {
		advice = what + " was expected"
	}
	p.failAt(p.tok.pos, p.tok.text, advice)
}

// advice says what to write for the next token, if it is a known slip.
func (p *parser) advice() string {
	t, last := p.tok, p.last[0]
	switch {
	case last.kind == tokenString && t.joined && t.kind != tokenMark:
		return "a quote inside text is doubled: 'O''Brien'"
	case t.kind == tokenBad && strings.Contains(t.text, "'"):
		return "the text has no closing quote (a quote inside text is doubled: 'O''Brien')"
	case t.kind == tokenBad:
		return signAdvice(t.text)
	case t.is(")") && p.depth == 0:
		return "there is no parenthesis to close"
	case t.kind == tokenWord && isOperand(last):
		return p.operatorAdvice(strings.ToLower(t.text))
	}
	return ""
}

// operatorAdvice says what to write for a word in an operator's place.
func (p *parser) operatorAdvice(word string) string {
	compared := isComparison(strings.ToLower(p.last[1].text))
	switch advice := wordAdvice(word); {
	case advice != "":
		return advice
	case isComparison(word):
		return "join two comparisons with and: a ge 1 and a le 9"
	case compared && p.last[0].kind == tokenWord:
		return "text stands in single quotes: " + QuoteString(p.last[0].text+" "+p.tok.text)
	}
	if near := nearest(word, operators()); near != "" && near != word {
		return "did you mean " + near + "?"
	}
	if compared || slices.Contains(operators(), word) {
		return ""
	}
	return "an operator was expected: eq, ne, gt, ge, lt, le, in"
}

// isOperand tells whether a token can end an operand.
func isOperand(t token) bool {
	return t.kind != tokenMark && t.kind != tokenEnd && t.kind != tokenBad || t.is(")")
}

func operators() []string {
	return []string{"eq", "ne", "gt", "ge", "lt", "le", "has", "in", "and", "or", "not"}
}

// signAdvice says what to write in place of signs that other languages use.
func signAdvice(sign string) string {
	switch sign {
	case "=", "==", "===":
		return "write eq"
	case "!=", "<>", "!==":
		return "write ne"
	case "<":
		return "write lt"
	case "<=", "=<":
		return "write le"
	case ">":
		return "write gt"
	case ">=", "=>":
		return "write ge"
	case "&", "&&":
		return "write and"
	case "|", "||":
		return "write or"
	case "!":
		return "write not"
	case "~", "=~", "*", "%", "-like":
		return "for part of a text write startsWith(property,'text')"
	case "[", "{":
		return "lists stand in parentheses: in ('a','b')"
	case "\u00a0":
		return "this is a no-break space; write a plain one"
	}
	if word, ok := strings.CutPrefix(sign, "-"); ok && slices.Contains(operators(), strings.ToLower(word)) {
		return "write " + strings.ToLower(word) + ", without the dash"
	}
	return quoteAdvice(sign)
}

// quoteAdvice says how text in quotes of the wrong kind is written.
func quoteAdvice(quoted string) string {
	text := []rune(quoted)
	closing := closingQuote(text[0])
	if closing == 0 {
		return ""
	}
	if n := len(text) - 1; n > 0 && text[n] == closing {
		text = text[:n]
	}
	return "text stands in single quotes: " + shorten(QuoteString(string(text[1:])))
}

// wordAdvice says what to write in place of words of SQL, SCIM, PowerShell
// and other languages.
func wordAdvice(word string) string {
	switch word {
	case "is", "equals", "equal":
		return "write eq"
	case "neq":
		return "write ne"
	case "gte":
		return "write ge"
	case "lte":
		return "write le"
	case "pr":
		return "write ne null"
	case "co", "contains":
		return "write contains(property,'text')"
	case "ew", "endswith":
		return "write endsWith(property,'text')"
	case "between":
		return "write property ge 1 and property le 9"
	case "like", "sw", "startswith":
		return "write startsWith(property,'text')"
	case "add", "sub", "mul", "div", "divby", "mod":
		return "arithmetic is not offered"
	}
	return ""
}

// unknownFunction fails at a function's name.
func (p *parser) unknownFunction(name token) {
	if near := nearest(strings.ToLower(name.text), functionNames()); near != "" {
		f, _ := findFunction(near)
		p.failAt(name.pos, name.text, "no such function; did you mean "+f.example+"?")
		return
	}
	switch strings.ToLower(name.text) {
	case "any", "all":
		p.failAt(name.pos, name.text, "a collection stands before it: groupTypes/any(x:x eq 'Unified')")
	default:
		p.failAt(name.pos, name.text, "no such function; text functions are startsWith, endsWith, contains")
	}
}

func functionNames() []string {
	var names []string
	for _, f := range functions() {
		names = append(names, strings.ToLower(f.name))
	}
	return names
}
