package output

import (
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

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
