package cmdkit

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// AddFile adds the flag -f/--file for a body.
func AddFile(cmd *cobra.Command, file *string) {
	cmd.Flags().StringVarP(file, "file", "f", "", "read properties from this JSON `FILE` (- for standard input)")
	if err := cmd.MarkFlagFilename("file", "json"); err != nil {
		panic(err)
	}
}

// Body is the body of --file with the properties of the flags over it.
func Body(a *app.App, file string, fields *FieldFlags) (*odata.Object, error) {
	body, err := ReadBody(a, file)
	if err != nil {
		return nil, err
	}
	given, err := fields.Object()
	if err != nil {
		return nil, err
	}
	merge(body, given)
	return body, nil
}

// maxBody bounds the size of a body read from a file: 16 MiB.
const maxBody = 16 << 20

// ReadBody reads the JSON object of --file; without a file it is empty.
func ReadBody(a *app.App, file string) (*odata.Object, error) {
	if file == "" {
		return odata.NewObject(), nil
	}
	in := a.IO.In
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, Usagef("%v", err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxBody))
	if err != nil {
		return nil, err
	}
	body, err := odata.ParseObject(data)
	if err != nil {
		return nil, Usagef("%s: %v", file, err).WithHint("it must hold one JSON object")
	}
	return body, nil
}
