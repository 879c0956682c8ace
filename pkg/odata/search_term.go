package odata

import "strings"

// quoted reads a clause in double quotes; inside, \ stands before a quote or
// another \.
func (p *searchParser) quoted() SearchExpr {
	start := p.pos
	var text strings.Builder
	for i := start + 1; i < len(p.text); i++ {
		c := p.text[i]
		if c == '"' {
			p.pos = i + 1
			return p.term(start, text.String())
		}
		if c == '\\' && i+1 < len(p.text) && strings.IndexByte(`"\`, p.text[i+1]) >= 0 {
			i++
			c = p.text[i]
		}
		text.WriteByte(c)
	}
	p.fail(start, p.text[start:], "the clause has no closing double quote")
	return nil
}

// term makes a clause of text that was in quotes.
func (p *searchParser) term(at int, text string) SearchExpr {
	t := &Term{At: at, Text: strings.Trim(text, blanks)}
	name, rest, ok := strings.Cut(text, ":")
	if name = strings.Trim(name, blanks); ok && isPropertyPath(name) {
		t.Property, t.Text = name, strings.Trim(rest, blanks)
	}
	if t.Text == "" {
		p.fail(at, "", `the clause has no text to look for; write "displayName:foo"`)
		return nil
	}
	return t
}

// isPropertyPath tells whether s can name a property.
func isPropertyPath(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := (c|0x20)-'a' <= 'z'-'a' || c == '_'
		if !letter && (i == 0 || !isDigit(c) && c != '/') {
			return false
		}
	}
	return s != ""
}

// bare reads a word without quotes.
func (p *searchParser) bare() SearchExpr {
	word, at := p.word(), p.pos
	p.pos += len(word)
	switch {
	case word == "AND" || word == "OR":
		p.fail(at, word, `a clause such as "displayName:foo" was expected`)
	case strings.EqualFold(word, "and") || strings.EqualFold(word, "or") || strings.EqualFold(word, "not"):
		p.fail(at, word, "write "+strings.ToUpper(word)+" in upper case")
	case strings.HasPrefix(word, "'"):
		p.fail(at, word, `clauses stand in double quotes: "displayName:foo"`)
	case strings.Contains(word, ":"):
		p.fail(at, word, `a clause that names a property stands in double quotes: "`+word+`"`)
	default:
		return &Term{At: at, Text: word}
	}
	return nil
}
