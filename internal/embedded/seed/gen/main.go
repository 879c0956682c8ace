// Command gen writes the prepared image of a new directory, image.db.gz, into
// the folder in which it runs. It is run by go generate in package seed.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"

	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "seed/gen:", err)
		os.Exit(1)
	}
}

func run() error {
	data, err := seed.Build(context.Background())
	if err != nil {
		return err
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile("image.db.gz", b.Bytes(), 0o644)
}
