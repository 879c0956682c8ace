package output

import (
	"encoding/json"
	"io"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// values prints the results of a query.
func (p *Printer) values(results []json.RawMessage) error {
	switch p.format {
	case "json":
		return p.jsonValues(results)
	case "yaml":
		return p.yamlValues(results)
	case "jsonl":
		return p.lineValues(unfold(results))
	case "id":
		return p.idValues(unfold(results))
	}
	return p.rowValues(results)
}

func (p *Printer) jsonValues(results []json.RawMessage) error {
	for _, v := range results {
		text := appendIndented(nil, v, 0)
		if p.rawStrings && v[0] == '"' {
			text = []byte(rawString(v))
		}
		if _, err := p.out.Write(append(text, '\n')); err != nil {
			return err
		}
	}
	return nil
}

func rawString(v json.RawMessage) string {
	var s string
	if json.Unmarshal(v, &s) != nil {
		return string(v)
	}
	return s
}

// yamlValues prints each result as a document of its own.
func (p *Printer) yamlValues(results []json.RawMessage) error {
	for i, v := range results {
		if i > 0 {
			io.WriteString(p.out, "---\n")
		}
		if err := writeYAML(p.out, v); err != nil {
			return err
		}
	}
	return nil
}

func (p *Printer) lineValues(results []json.RawMessage) error {
	for _, v := range results {
		p.out.Write(appendCompact(nil, v))
		if err := p.out.WriteByte('\n'); err != nil {
			return err
		}
	}
	return nil
}

// idValues prints the ids of objects, and other values as text.
func (p *Printer) idValues(results []json.RawMessage) error {
	ids := &idSink{w: p.out}
	for _, v := range results {
		if o, err := odata.ParseObject(v); err == nil {
			if err := ids.add(o); err != nil {
				return err
			}
			continue
		}
		p.out.WriteString(cellText(v))
		if err := p.out.WriteByte('\n'); err != nil {
			return err
		}
	}
	return nil
}

// unfold gives the items of the list that is the only result, otherwise the
// results; a result that is null counts as none.
func unfold(results []json.RawMessage) []json.RawMessage {
	if len(results) != 1 {
		return results
	}
	var items []json.RawMessage
	if json.Unmarshal(results[0], &items) == nil {
		return items
	}
	return results
}
