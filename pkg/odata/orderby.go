package odata

import "strings"

// Order is one key of $orderby.
type Order struct {
	Path string // the property, with slashes: "manager/displayName"
	Desc bool   // from the greatest to the least
}

// String gives the key as $orderby has it.
func (o Order) String() string {
	if o.Desc {
		return o.Path + " desc"
	}
	return o.Path
}

// ParseOrderBy parses the text of $orderby: properties with asc or desc
// behind them, with commas between them. An empty text gives nil. Errors are
// of type *SyntaxError.
func ParseOrderBy(s string) ([]Order, error) {
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	if len(s) > maxText {
		return nil, tooLong("$orderby", s)
	}
	p := newParser("$orderby", s)
	var orders []Order
	for {
		o := p.order()
		if p.err != nil {
			return nil, p.err
		}
		orders = append(orders, o)
		if !p.accept(",") {
			break
		}
	}
	if p.tok.kind != tokenEnd {
		p.unexpectedInOrder()
		return nil, p.err
	}
	return orders, nil
}

func (p *parser) order() Order {
	path := p.plainPath()
	if path == nil {
		return Order{}
	}
	o := Order{Path: path.String(), Desc: p.tok.isWord("desc")}
	if o.Desc || p.tok.isWord("asc") {
		p.advance()
	}
	return o
}

// unexpectedInOrder fails at the token after a key.
func (p *parser) unexpectedInOrder() {
	msg := "asc, desc, a comma, or the end was expected"
	if near := nearest(strings.ToLower(p.tok.text), []string{"desc", "asc", "descending", "ascending"}); near != "" {
		msg = "write " + strings.TrimSuffix(near, "ending")
	}
	p.failAt(p.tok.pos, p.tok.text, msg)
}
