package main

import (
	"fmt"
	"io"
	"time"
)

// table is the result, in Markdown.
type table struct{ rows []row }

// row is one figure. Ratios are to what the row names; by CPU is the same
// ratio of processor time, which other work on the machine disturbs less.
type row struct {
	what, measured string
	ratio, byCPU   float64 // 0: none
	bound          string
	kept           bool
	unbound        bool // for comparison only
}

func (t *table) add(r row) { t.rows = append(t.rows, r) }

// ratio adds a whole process against another one.
func (t *table) ratio(what string, s, to stats, bound float64, of string) {
	r := row{
		what: what, measured: fmt.Sprintf("%s (CPU %s, least %s)", milliseconds(s.wall), milliseconds(s.cpu), milliseconds(s.least)),
		ratio: over(s.wall, to.wall), byCPU: over(s.cpu, to.cpu),
		bound: fmt.Sprintf("%g x %s", bound, of), unbound: bound == 0,
	}
	r.kept = r.ratio <= bound
	t.add(r)
}

// memory adds the resident memory of a process.
func (t *table) memory(what string, s stats, bound int64) {
	t.add(row{what: what, measured: mebibytes(s.resident), bound: mebibytes(bound), kept: s.resident <= bound})
}

// quiet is what the empty program takes on a quiet machine (design, section 9).
const quiet = 1200 * time.Microsecond

// limit adds a time that has a bound in itself. It is kept as well if it is
// by the ratio to the empty program: then the machine is what is slow.
func (t *table) limit(what string, took, bound time.Duration, empty stats) {
	ratio, most := over(took, empty.wall), over(bound, quiet)
	t.add(row{
		what: what, measured: milliseconds(took), ratio: ratio,
		bound: fmt.Sprintf("%s (%.3g x empty)", milliseconds(bound), most),
		kept:  took <= bound || ratio <= most,
	})
}

func (t *table) write(w io.Writer) error {
	text := "| what | measured | ratio | by CPU | bound | kept |\n|---|---|---|---|---|---|\n"
	for _, r := range t.rows {
		bound, kept := r.bound, "no"
		if r.kept {
			kept = "yes"
		}
		if r.unbound {
			bound, kept = "", ""
		}
		text += fmt.Sprintf("| %s | %s | %s | %s | %s | %s |\n", r.what, r.measured, times(r.ratio), times(r.byCPU), bound, kept)
	}
	_, err := io.WriteString(w, text)
	return err
}

func over(a, b time.Duration) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func times(ratio float64) string {
	if ratio == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", ratio)
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d)/float64(time.Millisecond))
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

func mebibytes(n int64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }
