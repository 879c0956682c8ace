package tabular

import (
	"io"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Read reads a file of one kind. An error, of kind [apierr.Invalid], is
// about the file as a whole: it is empty, larger than [MaxSize], not text,
// has unknown, repeated or missing headings, or ends within a quote. Faults
// of rows are in [Table.Bad]. A file of headings alone has no rows, which is
// no error. Read does not close r.
func Read(r io.Reader, kind Kind, o Options) (*Table, error) {
	t, err := read(r, kind, o)
	if e := apierr.As(err); e != nil && e.Target == "" {
		e.Target = o.Name
	}
	return t, err
}

func read(r io.Reader, kind Kind, o Options) (*Table, error) {
	txt, err := readText(r)
	if err != nil {
		return nil, err
	}
	l, err := readLayout(txt.data)
	if err != nil {
		return nil, err
	}
	s := newScanner(l, txt.data)
	head, err := s.next()
	if err == io.EOF {
		return nil, invalid("no heading line").WithHint(hintHeadings)
	}
	if err != nil {
		return nil, err
	}
	if head.flaw != "" {
		return nil, invalid("line %d, the headings: %s", head.line, head.flaw)
	}
	columns, err := headings(kind, head)
	if err != nil {
		return nil, err
	}
	p := newParser(kind, columns, o)
	p.table.SHA256 = txt.sha256
	p.table.source = sourceOf(l, txt, head)
	return p.table, p.rows(s, l.portal)
}

// parser makes rows of records.
type parser struct {
	kind    Kind
	columns []column
	domains []string       // folded; nil: not checked
	slots   []*edm.Slot    // of the columns, nil if values are not checked
	seen    map[string]int // line of each key, folded
	table   *Table
}

func newParser(kind Kind, columns []column, o Options) *parser {
	p := &parser{kind: kind, columns: columns, seen: make(map[string]int), table: new(Table)}
	p.slots = slots(kind, columns)
	if o.Domains != nil {
		p.domains = []string{}
	}
	for _, d := range o.Domains {
		p.domains = append(p.domains, odata.Fold(d))
	}
	for _, c := range columns {
		switch {
		case c.path != "":
			p.table.Columns = append(p.table.Columns, c.path)
		case c.heading != "" && c.heading != reasonHeading:
			p.table.Passed = append(p.table.Passed, c.heading)
		}
	}
	return p
}

// slots finds the properties of the columns.
func slots(kind Kind, columns []column) []*edm.Slot {
	typ := edm.Lookup("user")
	if kind == Groups {
		typ = edm.Lookup("group")
	}
	list := make([]*edm.Slot, len(columns))
	for i, c := range columns {
		if c.path != "" && kind != Members {
			list[i] = edm.SlotOf(typ, c.path)
		}
	}
	return list
}

// rows reads the rows. The portal's template has an example as its first
// row, which people leave in.
func (p *parser) rows(s *scanner, portal bool) error {
	for first := true; ; first = false {
		rec, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if first && portal && len(rec.fields) > 0 && strings.HasPrefix(rec.fields[0], "Example:") {
			continue
		}
		p.row(rec)
	}
}

// row sorts a record into Rows or Bad.
func (p *parser) row(rec record) {
	row := Row{Line: rec.line}
	bad := p.check(rec, &row)
	if len(bad) == 0 {
		row.text = p.table.source.without(rec)
		p.table.Rows = append(p.table.Rows, row)
		p.table.HasPasswords = p.table.HasPasswords || row.hasPassword()
		return
	}
	for i := range bad {
		bad[i].Line, bad[i].Key = rec.line, row.Key
	}
	p.table.Bad = append(p.table.Bad, bad...)
	p.table.source.reject(rec, len(p.columns))
}

// hasPassword tells whether the row gives a password.
func (r Row) hasPassword() bool {
	return r.Object != nil && r.Object.Object("passwordProfile").Has("password")
}

// check fills in the row and gives its faults.
func (p *parser) check(rec record, row *Row) []Bad {
	if rec.flaw != "" {
		return []Bad{{Rule: rec.flaw}}
	}
	if rule := p.width(rec.fields); rule != "" {
		return []Bad{{Rule: rule}}
	}
	c := &cells{parser: p, fields: rec.fields}
	c.required()
	if p.kind == Members {
		row.Group, row.Member = strings.Clone(c.text("group")), strings.Clone(c.text("member"))
		row.Key = row.Group + "," + row.Member
	} else {
		row.Object = c.object()
		row.Key = strings.Clone(c.text(required(p.kind)[1])) // the cells as a whole are not kept
	}
	c.unique(row)
	return c.bad
}
