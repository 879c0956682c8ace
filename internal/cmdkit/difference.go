package cmdkit

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/iostreams"
)

// maxCompared bounds the pairs of lines that are compared to find the fewest
// that differ. Of larger texts all that is between their like ends is shown.
const maxCompared = 4 << 20

// showDifference writes the lines by which two texts in YAML differ, each
// below the names that it stands in.
func showDifference(s *iostreams.Streams, before, after []byte) {
	a, b := lines(before), lines(after)
	d := difference{streams: s}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		d.enter(a[0])
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a)*len(b) > maxCompared {
		d.all("- ", a)
		d.all("+ ", b)
		return
	}
	common := commonLines(a, b)
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			d.enter(a[i])
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			d.line("- ", a[i])
			i++
		default:
			d.line("+ ", b[j])
			j++
		}
	}
}

func lines(text []byte) []string {
	if len(text) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

// commonLines is the length of the longest common subsequence of what follows
// each pair of lines.
func commonLines(a, b []string) [][]int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	return table
}

// difference writes lines that differ. Of those that do not it keeps the ones
// in which the next line may stand.
type difference struct {
	streams *iostreams.Streams
	above   []string
}

// enter passes over a line that is in both texts.
func (d *difference) enter(line string) {
	d.above = append(slices.DeleteFunc(d.above, func(s string) bool { return indent(s) >= indent(line) }), line)
}

func (d *difference) all(sign string, list []string) {
	for _, line := range list {
		d.line(sign, line)
	}
}

// line writes a line that differs, after those that it stands in.
func (d *difference) line(sign, line string) {
	for _, s := range d.above {
		if indent(s) < indent(line) {
			d.streams.PaintLine(iostreams.Plain, "  "+s)
		}
	}
	d.above = nil
	paint := iostreams.Red
	if sign[0] == '+' {
		paint = iostreams.Green
	}
	d.streams.PaintLine(paint, sign+line)
}

// indent is how far a line is set in.
func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
