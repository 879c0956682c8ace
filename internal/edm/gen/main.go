// Command gen writes zz_types.go of package edm from the metadata document
// ($metadata, CSDL 4.0 XML) of Microsoft Graph v1.0. It is run by go
// generate and is no part of the tenantctl binary.
//
// Where the document is absent it says so and leaves the table as it is, so
// that go generate ./... works on a bare clone.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"

	"github.com/tenantctl/tenantctl/internal/edm/csdl"
)

func main() {
	in := flag.String("metadata", "", "the metadata document")
	out := flag.String("o", "zz_types.go", "the file to write")
	flag.Parse()
	err := run(*in, *out)
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(os.Stderr, "edm/gen: %v: %s is left as it is\n", err, *out)
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "edm/gen:", err)
		os.Exit(1)
	}
}

func run(in, out string) error {
	f, err := os.Open(in)
	if err != nil {
		return err
	}
	defer f.Close()
	doc, err := csdl.Read(f)
	if err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	m, err := doc.Model(wanted())
	if err != nil {
		return err
	}
	source, err := source(m)
	if err != nil {
		return err
	}
	return os.WriteFile(out, source, 0o644)
}
