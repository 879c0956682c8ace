package odata

import (
	"strconv"
	"strings"
)

// ParseExpand parses the text of $expand: relations with commas between
// them, each perhaps with options in parentheses:
// manager($select=id;$levels=max),memberOf. The options' own texts are not
// looked into, but for $select, $top, $count and $levels. An empty text
// gives nil. Errors are of type *SyntaxError.
func ParseExpand(s string) ([]Expand, error) {
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	if len(s) > maxText {
		return nil, tooLong("$expand", s)
	}
	p := &expandParser{lexer: lexer{option: "$expand", text: s}}
	var list []Expand
	for p.err == nil {
		e := p.item()
		if p.err != nil {
			break
		}
		list = append(list, e)
		t := p.next()
		if t.kind == tokenEnd {
			return list, nil
		}
		if !t.is(",") {
			p.failAt(t.pos, t.text, "a comma or the end was expected")
		}
	}
	return nil, p.err
}

type expandParser struct{ lexer }

// item reads a relation and its options.
func (p *expandParser) item() Expand {
	e := Expand{Name: p.name()}
	for p.err == nil && p.nextIs("/") {
		switch segment := p.name(); {
		case e.Ref || e.Count:
			p.failAt(p.pos, "", "nothing can follow $ref and $count")
		case strings.EqualFold(segment, "$ref"):
			e.Ref = true
		case strings.EqualFold(segment, "$count"):
			e.Count = true
		default:
			e.Name += "/" + segment
		}
	}
	if p.err == nil && p.nextIs("(") {
		p.options(&e)
	}
	return e
}

// nextIs passes over a mark if it comes next.
func (p *expandParser) nextIs(mark string) bool {
	before := p.pos
	if p.next().is(mark) {
		return true
	}
	p.pos = before
	return false
}

func (p *expandParser) name() string {
	t := p.next()
	switch {
	case t.kind == tokenEnd:
		p.failAt(t.pos, "", "a relation's name was expected")
	case t.kind == tokenBad && t.text == "*":
	case t.kind != tokenWord || strings.ContainsAny(t.text, "@-") || strings.Contains(t.text[1:], "$"):
		p.failAt(t.pos, t.text, "a relation's name was expected")
	case t.text[0] == '$' && !strings.EqualFold(t.text, "$ref") && !strings.EqualFold(t.text, "$count"):
		p.failAt(t.pos, t.text, "options stand in parentheses: manager($select=id)")
	}
	return t.text
}

// options reads name=value pairs up to the parenthesis that closes them.
func (p *expandParser) options(e *Expand) {
	seen := map[string]bool{}
	for p.err == nil {
		start := p.pos
		end, more := p.optionEnd()
		if p.err != nil {
			return
		}
		p.option(e, start, seen, p.text[start:end])
		p.pos = end + 1
		if !more {
			return
		}
	}
}

// optionEnd finds the semicolon or parenthesis that ends an option, passing
// over those in quotes and in inner parentheses. more is true at a semicolon.
func (p *expandParser) optionEnd() (end int, more bool) {
	depth := 0
	var quote byte
	for i := p.pos; i < len(p.text); i++ {
		c := p.text[i]
		switch {
		case quote != 0 && c == '\\' && quote == '"':
			i++
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case c == ')' || c == ';' && depth == 0:
			return i, c == ';'
		}
	}
	p.failAt(len(p.text), "", "a closing parenthesis was expected")
	return 0, false
}

// option gives e one option, which begins at start.
func (p *expandParser) option(e *Expand, start int, seen map[string]bool, text string) {
	key, value, ok := strings.Cut(text, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	name := "$" + strings.ToLower(strings.TrimPrefix(key, "$"))
	switch {
	case !ok:
		p.failAt(start, strings.TrimSpace(text), "an option was expected, such as $select=id; options are parted by semicolons")
	case seen[name]:
		p.failAt(start, key, "the option is given more than once")
	case name == "$levels":
		e.Levels = p.levels(start, value)
	case optionName(key) == "":
		p.failAt(start, key, "no such option of $expand; there are $select, $filter, $orderby, $search, $expand, $top, $count, $levels")
	default:
		if err := e.Query.set(name, value); err != nil {
			p.failAt(start, key, err.Error())
		}
	}
	seen[name] = true
}

func (p *expandParser) levels(start int, value string) int {
	if strings.EqualFold(value, "max") {
		return MaxLevels
	}
	n, err := strconv.ParseUint(value, 10, 16)
	if err != nil || n == 0 {
		p.failAt(start, value, "$levels is a whole number from 1, or max")
	}
	return int(n)
}
