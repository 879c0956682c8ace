package apicmd

import (
	"encoding/json"
	"io"
	"net/url"
	"os"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// completeRead puts the fields into the query.
func (o *options) completeRead() error {
	if o.file != "" {
		return cmdkit.Usagef("%s has no body: --file goes with the other methods", o.method)
	}
	for _, f := range o.fields {
		name, value, ok := strings.Cut(f, "=")
		if !ok || name == "" {
			return notField(f)
		}
		mark := "&"
		if !strings.Contains(o.request.Path, "?") {
			mark = "?"
		}
		// Graph reads a plus as a space, but a space that is %20 everybody does.
		escaped := strings.ReplaceAll(url.QueryEscape(value), "+", "%20")
		o.request.Path += mark + strings.ReplaceAll(url.QueryEscape(name), "%24", "$") + "=" + escaped
	}
	return nil
}

// completeBody makes the body of the file and the fields.
func (o *options) completeBody() error {
	var data []byte
	if o.file != "" {
		var err error
		if data, err = o.readFile(); err != nil {
			return err
		}
	}
	kind := strings.ToLower(o.header("Content-Type"))
	if kind != "" && !strings.Contains(kind, "json") || !isObject(data) {
		return o.completeContent(data, kind)
	}
	body, err := odata.ParseObject(orEmpty(data))
	if err != nil {
		return cmdkit.Usagef("%s: %v", o.file, err)
	}
	if o.file == "" && len(o.fields) == 0 {
		return nil
	}
	for _, f := range o.fields {
		if err := setField(body, f); err != nil {
			return err
		}
	}
	o.body = body
	return nil
}

// completeContent makes a body that is no JSON object: a list, a picture.
func (o *options) completeContent(data []byte, kind string) error {
	switch {
	case len(o.fields) > 0:
		return cmdkit.Usagef("--field adds to a JSON object, and %s is none", o.file)
	case kind == "" && !json.Valid(data):
		return cmdkit.Usagef("%s is not JSON", o.file).
			WithHint("say what it is: --header 'Content-Type: image/jpeg'")
	}
	o.request.Content, o.request.Size = data, len(data)
	return nil
}

// maxBody bounds a body, in bytes.
const maxBody = 16 << 20

func (o *options) readFile() ([]byte, error) {
	in := o.app.IO.In
	if o.file != "-" {
		f, err := os.Open(o.file)
		if err != nil {
			return nil, cmdkit.Usagef("%v", err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxBody+1))
	switch {
	case err != nil:
		return nil, err
	case len(data) > maxBody:
		return nil, cmdkit.Usagef("%s is larger than %d MiB", o.file, maxBody>>20)
	case len(data) == 0:
		return nil, cmdkit.Usagef("%s is empty", o.file)
	}
	return data, nil
}

// isObject tells whether a body is meant as a JSON object; nothing is an empty
// one.
func isObject(data []byte) bool {
	text := strings.TrimLeft(strings.TrimPrefix(string(data), "\xef\xbb\xbf"), " \t\r\n")
	return text == "" || text[0] == '{'
}

func orEmpty(data []byte) []byte {
	if len(data) == 0 {
		return []byte("{}")
	}
	return data
}
