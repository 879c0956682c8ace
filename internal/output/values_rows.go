package output

import (
	"encoding/json"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

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
