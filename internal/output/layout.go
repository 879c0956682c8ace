package output

import (
	"slices"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

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
		title := displayWidth(headings[i])
		x.natural = title
		for _, cells := range rows {
			x.natural = max(x.natural, displayWidth(cells[i]))
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
		if w := displayWidth(cells[c.index]); w > c.width {
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
		if l.cut && !c.key && displayWidth(shown[i]) > c.width {
			shown[i] = twwidth.Truncate(shown[i], c.width, "…")
		}
	}
	return shown
}

// displayWidth is the number of columns that a text takes on a terminal:
// wide characters (East Asian) two, combining ones none.
func displayWidth(s string) int {
	if isSafe(s) {
		return len(s)
	}
	return twwidth.Width(s)
}
