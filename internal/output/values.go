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

// rowValues prints results as rows: a list of objects with their members as
// columns, a list of lists with their items, other values as the one cell of
// a row. One object alone is printed as one.
func (p *Printer) rowValues(results []json.RawMessage) error {
	if len(results) == 1 {
		if o, err := odata.ParseObject(results[0]); err == nil {
			return p.objectValue(o)
		}
	}
	rows := unfold(results)
	if objects := parseObjects(rows); objects != nil {
		return p.objectValues(objects)
	}
	w := p.rows(make([]Column, widest(rows)))
	for _, v := range rows {
		if err := w.row(valueCells(v)); err != nil {
			return err
		}
	}
	return w.end(false)
}

func (p *Printer) objectValue(o *odata.Object) error {
	if p.format == "table" || p.format == "wide" {
		return p.properties(memberColumns(o), o)
	}
	return p.objectValues([]*odata.Object{o})
}

func (p *Printer) objectValues(objects []*odata.Object) error {
	s := p.sink(memberColumns(objects...))
	for _, o := range objects {
		if err := s.add(o); err != nil {
			return err
		}
	}
	return s.end(false)
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

// parseObjects parses values that are all objects; it gives nil if not all
// are, or there are none.
func parseObjects(values []json.RawMessage) []*odata.Object {
	var objects []*odata.Object
	for _, v := range values {
		o, err := odata.ParseObject(v)
		if err != nil {
			return nil
		}
		objects = append(objects, o)
	}
	return objects
}

// memberColumns are the members of the objects as columns, in the order in
// which they first come.
func memberColumns(objects ...*odata.Object) []Column {
	var cols []Column
	seen := map[string]bool{}
	for _, o := range objects {
		for name := range o.All() {
			if !seen[name] {
				seen[name] = true
				cols = append(cols, Column{Name: name, Picked: true})
			}
		}
	}
	return cols
}

// widest is the number of columns that rows of lists and scalars need.
func widest(rows []json.RawMessage) int {
	n := 0
	for _, v := range rows {
		n = max(n, len(valueCells(v)))
	}
	return n
}

// valueCells are the cells of a row: the items of a list, or the value.
func valueCells(v json.RawMessage) []string {
	var items []json.RawMessage
	if v[0] != '[' || json.Unmarshal(v, &items) != nil {
		return []string{cellText(v)}
	}
	row := make([]string, len(items))
	for i, item := range items {
		row[i] = cellText(item)
	}
	return row
}
