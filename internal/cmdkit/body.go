package cmdkit

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// AddFile adds the flag -f/--file for a body.
func AddFile(cmd *cobra.Command, file *string) {
	cmd.Flags().StringVarP(file, "file", "f", "", "read properties from this JSON or YAML `FILE` (- for standard input)")
	CompleteFiles(cmd, "file", "json", "yaml", "yml")
}

// Body is the body of --file, with the properties of the flags over it and
// those of --set over these, checked against the noun's type: what it does not
// have or the service alone sets is refused.
func Body(a *app.App, file string, fields *FieldFlags) (*odata.Object, error) {
	body, err := ReadBody(a, file)
	if err != nil {
		return nil, err
	}
	if body, err = spelled(edm.Lookup(fields.noun.Type), body); err != nil {
		return nil, err
	}
	given, err := fields.Object()
	if err != nil {
		return nil, err
	}
	merge(body, given)
	if err := fields.settings.apply(fields.noun.Type, body); err != nil {
		return nil, err
	}
	return body, checkBody(fields.noun, body)
}

// maxBody bounds the size of a body read from a file: 16 MiB.
const maxBody = 16 << 20

// readText reads a file, or standard input where its name is "-".
func readText(a *app.App, file string) ([]byte, error) {
	in := a.IO.In
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, Usagef("%v", err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxBody+1))
	switch {
	case err != nil:
		return nil, Usagef("%s: %v", file, err)
	case len(data) > maxBody:
		return nil, Usagef("%s is larger than 16 MiB", file)
	}
	return data, nil
}

// ReadBody reads the one object of --file, JSON or YAML; without a file it is
// empty.
func ReadBody(a *app.App, file string) (*odata.Object, error) {
	if file == "" {
		return odata.NewObject(), nil
	}
	text, err := readText(a, file)
	if err != nil {
		return nil, err
	}
	list, err := parseDocuments(text)
	if err != nil {
		return nil, Usagef("%s: %v", file, err).WithHint("it must hold one object, in JSON or YAML")
	}
	if len(list) != 1 {
		return nil, Usagef("%s holds %d objects", file, len(list)).WithHint("it must hold one object, in JSON or YAML")
	}
	return list[0], nil
}
