package output

import (
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

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

// grid is a tablewriter stream of fixed widths, without borders.
type grid struct {
	t *tablewriter.Table
	w *trimmer
}

func newGrid(w io.Writer, widths []int) *grid {
	byColumn := tw.NewMapper[int, int]()
	for i, width := range widths {
		if i < len(widths)-1 {
			width += len(gap)
		}
		byColumn.Set(i, max(width, 1))
	}
	g := &grid{w: &trimmer{w: w}}
	g.t = tablewriter.NewTable(g.w,
		tablewriter.WithStreaming(tw.StreamConfig{Enable: true}),
		tablewriter.WithColumnWidths(byColumn),
		tablewriter.WithRenderer(renderer.NewBlueprint(plain())),
		tablewriter.WithPadding(tw.PaddingNone),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithRowAlignment(tw.AlignLeft),
		tablewriter.WithTrimSpace(tw.Off),
	)
	if err := g.t.Start(); err != nil {
		g.w.err = err
	}
	return g
}

// plain is a rendition without a line.
func plain() tw.Rendition {
	return tw.Rendition{
		Borders:   tw.BorderNone,
		Settings:  tw.Settings{Lines: tw.LinesNone, Separators: tw.SeparatorsNone},
		Streaming: true,
	}
}

func (g *grid) row(cells []string) error {
	if err := g.t.Append(cells); err != nil {
		return err
	}
	return g.w.err
}

func (g *grid) close() error {
	if err := g.t.Close(); err != nil {
		return err
	}
	return g.w.err
}

// trimmer takes the spaces at the ends of lines away and remembers the
// error that tablewriter passes over. Each write is a line.
type trimmer struct {
	w   io.Writer
	err error
}

func (t *trimmer) Write(p []byte) (int, error) {
	if t.err == nil {
		line := strings.TrimRight(string(p), " \n") + "\n"
		_, t.err = io.WriteString(t.w, line)
	}
	return len(p), t.err
}

// layout says which columns are shown and how wide they are.
type layout struct {
	columns []laidOut
	cut     bool // cells may be cut
}

type laidOut struct {
	index   int // among the cells of a row
	width   int // in characters of the terminal
	natural int // what the widest cell needs
	least   int // what it may be cut to
	key     bool
	fixed   bool // must be shown
}

// leastWidth is the width that a longer cell may be cut to.
const leastWidth = 20

// newLayout finds widths for the rows, so that lines are no longer than
// width, if it is not 0: columns that are not fixed go from the right, then
// what is left is shared out from the left.
func newLayout(cols []Column, headings []string, rows [][]string, width int) *layout {
	l := &layout{cut: width > 0}
	for i, c := range cols {
		x := laidOut{index: i, key: c.Key, fixed: c.Key || c.Picked}
		title := twwidth.Width(headings[i])
		x.natural = title
		for _, cells := range rows {
			x.natural = max(x.natural, twwidth.Width(cells[i]))
		}
		x.least = min(x.natural, max(title, leastWidth))
		if !l.cut || c.Key {
			x.least = x.natural
		}
		x.width = x.least
		l.columns = append(l.columns, x)
	}
	if l.cut {
		l.fit(width)
	}
	return l
}

func (l *layout) fit(width int) {
	for i := len(l.columns) - 1; i > 0 && l.total() > width; i-- {
		if !l.columns[i].fixed {
			l.columns = slices.Delete(l.columns, i, i+1)
		}
	}
	spare := max(width-l.total(), 0)
	for i := range l.columns {
		c := &l.columns[i]
		more := min(spare, c.natural-c.width)
		c.width += more
		spare -= more
	}
}

// total is the length of a line.
func (l *layout) total() int {
	sum := len(gap) * (len(l.columns) - 1)
	for _, c := range l.columns {
		sum += c.width
	}
	return sum
}

func (l *layout) widths() []int {
	all := make([]int, len(l.columns))
	for i, c := range l.columns {
		all[i] = c.width
	}
	return all
}

// grow widens the columns in which a cell does not fit and may not be cut,
// and tells whether there were any.
func (l *layout) grow(cells []string) bool {
	grown := false
	for i := range l.columns {
		c := &l.columns[i]
		if l.cut && !c.key {
			continue
		}
		if w := twwidth.Width(cells[c.index]); w > c.width {
			c.width = w
			grown = true
		}
	}
	return grown
}

// cells picks the cells that are shown, cut to their columns' widths.
func (l *layout) cells(all []string) []string {
	shown := make([]string, len(l.columns))
	for i, c := range l.columns {
		shown[i] = all[c.index]
		if l.cut && !c.key && twwidth.Width(shown[i]) > c.width {
			shown[i] = twwidth.Truncate(shown[i], c.width, "…")
		}
	}
	return shown
}
