package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
)

// bench is one run of the benchmarks.
type bench struct {
	dir     string // for what is built and for the directories
	rounds  int
	objects int
	table   table
	empty   stats // the empty program, measured with whatever came last
}

func main() {
	b := &bench{}
	flag.IntVar(&b.rounds, "rounds", 21, "measure each short program this many times")
	flag.IntVar(&b.objects, "objects", 100_000, "size of the large directory")
	only := flag.String("only", "", "comma-separated `PARTS`: size, start, import, large (default all)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := b.run(ctx, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (b *bench) run(ctx context.Context, only string) (err error) {
	b.dir, err = os.MkdirTemp("", "tenantctl-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	if err := b.build(ctx); err != nil {
		return err
	}
	parts := []struct {
		name string
		run  func(context.Context) error
	}{{"size", b.size}, {"start", b.start}, {"import", b.imports}, {"large", b.large}}
	for _, p := range parts {
		if only != "" && !strings.Contains(","+only+",", ","+p.name+",") {
			continue
		}
		fmt.Fprintln(os.Stderr, "measuring:", p.name)
		if err := p.run(ctx); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return b.table.write(os.Stdout)
}

// path is a file or folder of this run.
func (b *bench) path(name string) string { return filepath.Join(b.dir, name) }
