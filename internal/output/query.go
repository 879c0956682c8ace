package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"

	"github.com/itchyny/gojq"
	"github.com/jmespath/go-jmespath"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// query picks from a JSON value; the results are JSON as encoding/json
// decodes it.
type query interface {
	// decode parses input as the language wants it.
	decode(text []byte) (any, error)
	run(input any) ([]any, error)
}

// newQuery compiles the expression of the options, nil if there is none.
func newQuery(o Options) (query, error) {
	switch {
	case o.Query != "" && o.JQ != "":
		return nil, apierr.New(apierr.Usage, "", "--query and --jq exclude each other")
	case o.Query != "":
		e, err := jmespath.Compile(o.Query)
		if err != nil {
			return nil, queryError("--query", err)
		}
		return jmesQuery{e}, nil
	case o.JQ != "":
		parsed, err := gojq.Parse(o.JQ)
		if err != nil {
			return nil, queryError("--jq", err)
		}
		code, err := gojq.Compile(parsed)
		if err != nil {
			return nil, queryError("--jq", err)
		}
		return jqQuery{code: code, each: takesEach(parsed)}, nil
	}
	return nil, nil
}

func queryError(flag string, err error) error {
	hint := "--query takes JMESPath, such as [].displayName (https://jmespath.org)"
	if flag == "--jq" {
		hint = "--jq takes a jq program, such as .[].displayName (https://jqlang.org)"
	}
	return apierr.New(apierr.Usage, flag, err.Error()).WithHint(hint)
}

type jmesQuery struct{ e *jmespath.JMESPath }

func (q jmesQuery) decode(text []byte) (v any, err error) {
	return v, json.Unmarshal(text, &v)
}

func (q jmesQuery) run(input any) ([]any, error) {
	v, err := q.e.Search(input)
	if err != nil {
		return nil, queryError("--query", err)
	}
	return []any{v}, nil
}

type jqQuery struct {
	code *gojq.Code
	each bool // see takesEach
}

// decode keeps numbers as they are written.
func (q jqQuery) decode(text []byte) (v any, err error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return v, d.Decode(&v)
}

func (q jqQuery) run(input any) ([]any, error) {
	var results []any
	it := q.code.Run(input)
	for {
		v, ok := it.Next()
		if !ok {
			return results, nil
		}
		err, failed := v.(error)
		if !failed {
			results = append(results, v)
			continue
		}
		var halt *gojq.HaltError
		if errors.As(err, &halt) && halt.Value() == nil {
			return results, nil
		}
		return results, queryError("--jq", err)
	}
}

// ask runs the query over one object and prints what it gives.
func (p *Printer) ask(text []byte) error {
	v, err := p.query.decode(text)
	if err != nil {
		return err
	}
	order := p.nameOrder()
	order.addMembers(text)
	return p.answer(v, order)
}

// askList runs the query over the array of all objects, which has to be held
// whole unless the query takes one object after the other. (The other formats
// want all results at once.)
func (p *Printer) askList(list iter.Seq2[*odata.Object, error]) error {
	if q, ok := p.query.(jqQuery); ok && q.each && p.format == "json" {
		return p.askEach(list)
	}
	all := []any{}
	order := p.nameOrder()
	for o, err := range list {
		if err != nil {
			return err
		}
		text := appendObject(nil, o)
		v, err := p.query.decode(text)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			order.addMembers(text)
		}
		all = append(all, v)
	}
	return p.answer(all, order)
}

func (p *Printer) answer(input any, order *nameOrder) error {
	results, err := p.query.run(input)
	texts := make([]json.RawMessage, len(results))
	for i, v := range results {
		texts[i] = order.append(nil, v)
	}
	return errors.Join(err, p.values(texts))
}
