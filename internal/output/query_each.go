package output

import (
	"iter"
	"strings"

	"github.com/itchyny/gojq"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// takesEach tells whether a jq program gives for a list what it gives for
// the lists of each of its items, one after the other: whether it begins with
// ".[]" and nothing after that looks at the list as a whole.
func takesEach(program *gojq.Query) bool {
	if strings.Contains(program.String(), "halt") || len(program.FuncDefs) > 0 || len(program.Patterns) > 0 {
		return false
	}
	if program.Op == gojq.OpPipe {
		return takesEach(program.Left)
	}
	t := program.Term
	if t == nil || t.Type != gojq.TermTypeIdentity || len(t.SuffixList) == 0 || !t.SuffixList[0].Iter {
		return false
	}
	for _, s := range t.SuffixList[1:] {
		if s.Index != nil && s.Index.Name == "" {
			return false // an expression in brackets sees the list
		}
	}
	return true
}

// askEach runs the query over each object as it comes.
func (p *Printer) askEach(list iter.Seq2[*odata.Object, error]) error {
	var order *nameOrder
	for o, err := range list {
		if err != nil {
			return err
		}
		text := appendObject(nil, o)
		v, err := p.query.decode(text)
		if err != nil {
			return err
		}
		if order == nil {
			order = p.nameOrder()
			order.addMembers(text)
		}
		if err := p.answer([]any{v}, order); err != nil {
			return err
		}
	}
	return nil
}
