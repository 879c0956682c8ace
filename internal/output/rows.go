package output

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// rowWriter prints rows of cells.
type rowWriter interface {
	row(cells []string) error
	end(failed bool) error
}

// rows makes the writer of the format. Columns without a name have no
// heading.
func (p *Printer) rows(cols []Column) rowWriter {
	switch p.format {
	case "csv":
		return newCSV(p.out, names(cols))
	case "tsv":
		return &tsvWriter{w: p.out}
	}
	return &table{
		w: p.out, cols: cols,
		width: p.options.Width, bold: p.options.Color, whole: p.format == "wide",
	}
}

// cellsSink prints objects as rows.
type cellsSink struct {
	cols []Column
	rows rowWriter
}

func (s *cellsSink) add(o *odata.Object) error { return s.rows.row(cells(s.cols, o)) }
func (s *cellsSink) end(failed bool) error     { return s.rows.end(failed) }

// csvWriter prints RFC 4180 with line feeds: a heading, even of no rows,
// then the rows.
type csvWriter struct {
	w       *csv.Writer
	heading []string
}

func newCSV(w io.Writer, heading []string) *csvWriter {
	if strings.Join(heading, "") == "" {
		heading = nil
	}
	return &csvWriter{w: csv.NewWriter(w), heading: heading}
}

func (c *csvWriter) row(cells []string) error {
	if err := c.head(); err != nil {
		return err
	}
	return c.w.Write(cells)
}

func (c *csvWriter) head() error {
	if c.heading == nil {
		return nil
	}
	heading := c.heading
	c.heading = nil
	return c.w.Write(heading)
}

func (c *csvWriter) end(failed bool) error {
	if !failed {
		if err := c.head(); err != nil {
			return err
		}
	}
	c.w.Flush()
	return c.w.Error()
}

// tsvWriter prints rows with tabs between the cells and no heading. A tab,
// line feed, carriage return or backslash in a cell is written \t \n \r \\.
type tsvWriter struct{ w *bufio.Writer }

func (t *tsvWriter) row(cells []string) error {
	for i, cell := range cells {
		if i > 0 {
			t.w.WriteByte('\t')
		}
		if strings.ContainsAny(cell, "\t\n\r\\") {
			cell = tsvEscape(cell)
		}
		t.w.WriteString(cell)
	}
	return t.w.WriteByte('\n')
}

func tsvEscape(cell string) string {
	return strings.NewReplacer("\t", `\t`, "\n", `\n`, "\r", `\r`, `\`, `\\`).Replace(cell)
}

func (t *tsvWriter) end(bool) error { return nil }

// idSink prints the id of each object, one a line; of one that has none, its
// key column.
type idSink struct {
	w    *bufio.Writer
	cols []Column
}

func (s *idSink) add(o *odata.Object) error {
	id := o.ID()
	for _, c := range s.cols {
		if id == "" && c.Key {
			id = c.text(o)
		}
	}
	if id == "" {
		return apierr.New(apierr.Usage, "", "-o id needs objects that have an id").
			WithHint("take id into --select, or use -o tsv")
	}
	s.w.WriteString(id)
	return s.w.WriteByte('\n')
}

func (s *idSink) end(bool) error { return nil }
