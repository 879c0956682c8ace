package output

import (
	"io"
	"strings"
	"unicode"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// keptRows is how many rows a table keeps back to find its columns' widths.
const keptRows = 10_000

// gap parts the columns.
const gap = "  "

// table prints rows under upper-case headings, two spaces apart, without
// borders. It prints nothing if there are no rows.
type table struct {
	w     io.Writer
	cols  []Column // without names: no heading
	width int      // of the terminal, 0 if there is none
	bold  bool
	whole bool // nothing is cut or left out

	kept   [][]string
	layout *layout // nil while rows are kept back
	grid   *grid
}

func (t *table) row(cells []string) error {
	for len(cells) < len(t.cols) {
		cells = append(cells, "")
	}
	for i := range cells {
		cells[i] = sanitize(cells[i])
	}
	if t.layout != nil {
		return t.print(cells)
	}
	if t.kept = append(t.kept, cells); len(t.kept) < keptRows {
		return nil
	}
	return t.release()
}

func (t *table) end(bool) error {
	if t.layout == nil && len(t.kept) > 0 {
		if err := t.release(); err != nil {
			return err
		}
	}
	if t.grid == nil {
		return nil
	}
	return t.grid.close()
}

// release lays the columns out and prints the rows that were kept back.
func (t *table) release() error {
	headings := make([]string, len(t.cols))
	for i, c := range t.cols {
		headings[i] = heading(c.Name)
	}
	width := t.width
	if t.whole {
		width = 0
	}
	t.layout = newLayout(t.cols, headings, t.kept, width)
	t.grid = newGrid(t.w, t.layout.widths())
	if strings.Join(headings, "") != "" {
		if err := t.grid.row(t.styled(t.layout.cells(headings))); err != nil {
			return err
		}
	}
	for _, cells := range t.kept {
		if err := t.print(cells); err != nil {
			return err
		}
	}
	t.kept = nil
	return nil
}

// print prints a row. A cell that may not be cut and is wider than its
// column makes the column wider from there on.
func (t *table) print(cells []string) error {
	if t.layout.grow(cells) {
		if err := t.grid.close(); err != nil {
			return err
		}
		t.grid = newGrid(t.w, t.layout.widths())
	}
	return t.grid.row(t.layout.cells(cells))
}

func (t *table) styled(headings []string) []string {
	if !t.bold {
		return headings
	}
	for i, h := range headings {
		headings[i] = "\x1b[1m" + h + "\x1b[0m"
	}
	return headings
}

// properties prints one object as a list of names and values. Values are
// never cut.
func (p *Printer) properties(cols []Column, o *odata.Object) error {
	t := &table{w: p.out, cols: make([]Column, 2), whole: true}
	for _, c := range cols {
		name := sanitize(c.Name)
		if p.options.Color {
			name = "\x1b[1m" + name + "\x1b[0m"
		}
		t.kept = append(t.kept, []string{name, sanitize(c.text(o))})
	}
	return t.end(false)
}

// heading writes a property's name as words in capitals: DISPLAY NAME.
func heading(name string) string {
	var b strings.Builder
	last := ' '
	for _, r := range sanitize(name) {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToUpper(r))
		last = r
	}
	return b.String()
}
