package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
)

// emptyProgram is what start-up is compared with.
const emptyProgram = "package main\n\nfunc main() {}\n"

// build builds the program as a release does, the empty program alike, and
// the one that works on a large directory.
func (b *bench) build(ctx context.Context) error {
	empty := b.path("empty.go")
	if err := os.WriteFile(empty, []byte(emptyProgram), 0o600); err != nil {
		return err
	}
	for name, source := range map[string]string{
		"empty":     empty,
		"tenantctl": "./cmd/tenantctl",
		"large":     "./internal/bench/large",
	} {
		cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", b.path(name), source)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("building %s (run this in the module's root): %w\n%s", source, err, out)
		}
	}
	return nil
}

// size compares the program's size with its bound.
func (b *bench) size(context.Context) error {
	info, err := os.Stat(b.path("tenantctl"))
	if err != nil {
		return err
	}
	const bound = 25e6
	b.table.add(row{
		what: "binary, stripped", measured: megabytes(info.Size()),
		bound: megabytes(int64(bound)), kept: float64(info.Size()) <= bound,
	})
	return nil
}
