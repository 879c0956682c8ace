package apicmd

import (
	"encoding/json"
	"io"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// addHeaders takes the header fields of --header over. Those by which a client
// signs in, or by which it says how it speaks, are the program's own.
func (o *options) addHeaders() error {
	own := []string{"authorization", "proxy-authorization", "cookie", "host", "content-length", "transfer-encoding", "connection", "content-encoding", "accept-encoding"}
	o.request.Headers = map[string]string{}
	for _, h := range o.headers {
		name, value, ok := strings.Cut(h, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		switch {
		case !ok || !isToken(name) || strings.ContainsFunc(value, isControl):
			return cmdkit.Usagef("--header %q is not of the form NAME: VALUE", h)
		case slices.Contains(own, strings.ToLower(name)):
			return cmdkit.Usagef("--header %s: this program sets it itself", name)
		}
		o.request.Headers[name] = value
	}
	return nil
}

// isToken tells whether a text can be the name of a header field (RFC 9110,
// section 5.6.2).
func isToken(s string) bool {
	const others = "!#$%&'*+-.^_`|~"
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		return !letter && !strings.ContainsRune(others, r)
	})
}

func isControl(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }

// header gives a header field in any case.
func (o *options) header(name string) string {
	for given, value := range o.request.Headers {
		if strings.EqualFold(given, name) {
			return value
		}
	}
	return ""
}

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

func notField(f string) error {
	name, _, _ := strings.Cut(f, "=")
	return cmdkit.Usagef("--field %q is not of the form NAME=VALUE", name)
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

// setField sets what NAME=VALUE says; MEMBER/NAME=VALUE sets it below.
func setField(body *odata.Object, field string) error {
	name, text, ok := strings.Cut(field, "=")
	if !ok || name == "" {
		return notField(field)
	}
	if isSecret(name) {
		return cmdkit.Usagef("--field %s: a secret does not belong on a command line", name).
			WithHint("put it into the file of --file, or into standard input with --file -")
	}
	parts := strings.Split(name, "/")
	return setBelow(body, parts, name, valueOf(text))
}

func setBelow(o *odata.Object, parts []string, name string, value json.RawMessage) error {
	if len(parts) == 1 {
		o.Set(parts[0], value)
		return nil
	}
	below := odata.NewObject()
	if o.Has(parts[0]) {
		if below = o.Object(parts[0]); below == nil {
			return cmdkit.Usagef("--field %s: %s is no object", name, parts[0])
		}
		below = below.Clone()
	}
	if err := setBelow(below, parts[1:], name, value); err != nil {
		return err
	}
	o.Set(parts[0], below)
	return nil
}

// valueOf takes a text that is JSON as that, any other as a string.
func valueOf(text string) json.RawMessage {
	if json.Valid([]byte(text)) {
		return json.RawMessage(text)
	}
	quoted, err := json.Marshal(text)
	if err != nil {
		return json.RawMessage(`""`)
	}
	return quoted
}

// isSecret tells whether the property that a field sets is one that holds a
// secret.
func isSecret(name string) bool {
	last := strings.ToLower(name[strings.LastIndexByte(name, '/')+1:])
	return strings.HasSuffix(last, "password") || slices.Contains([]string{"secrettext", "proof", "key", "secret", "clientsecret"}, last)
}
