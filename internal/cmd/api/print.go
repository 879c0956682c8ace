package apicmd

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// print prints the body of an answer: an object in the format asked for, what
// is none as it came.
func (o *options) print(answer *directory.Answer) error {
	if answer == nil || len(answer.Body) == 0 {
		return nil
	}
	object, err := parse(answer)
	if err != nil {
		return o.printRaw(answer)
	}
	return o.printObject(object)
}

// printRaw prints a text, a picture, or JSON that is no object.
func (o *options) printRaw(answer *directory.Answer) error {
	if o.app.Flags.Query != "" || o.app.Flags.JQ != "" {
		return apierr.New(apierr.Invalid, o.request.Target(), "the answer is no JSON object: a query finds nothing in it")
	}
	out := o.app.IO
	if out.OutTTY && !utf8.Valid(answer.Body) {
		return apierr.New(apierr.Invalid, o.request.Target(), fmt.Sprintf("the answer is no text (%s, %d bytes)", answer.Type, len(answer.Body))).
			WithHint("send it to a file: > FILE")
	}
	_, err := out.Out.Write(answer.Body)
	if err == nil && out.OutTTY && !bytes.HasSuffix(answer.Body, []byte("\n")) {
		_, err = out.Out.Write([]byte("\n"))
	}
	return err
}

// printObject prints an object; where the format is one of rows and it is a
// collection, its objects are the rows.
func (o *options) printObject(object *odata.Object) error {
	printer, err := o.app.Printer("json")
	if err != nil {
		return err
	}
	objects, err := listOf(object)
	if o.rows() && err == nil {
		return printer.List(columnsOf(objects), cmdkit.One(objects...))
	}
	return printer.Object(columnsOf([]*odata.Object{object}), object)
}

// rows tells whether a list is printed in rows, and not as a whole.
func (o *options) rows() bool {
	if o.app.Flags.Query != "" || o.app.Flags.JQ != "" {
		return false
	}
	switch o.app.Format("json") {
	case "json", "yaml":
		return false
	}
	return true
}

// listOf gives the objects of a collection.
func listOf(object *odata.Object) ([]*odata.Object, error) {
	raw, ok := object.Raw("value")
	if !ok || len(raw) == 0 || raw[0] != '[' {
		return nil, errors.New("not a collection")
	}
	return odata.ParseList(raw)
}

// columnsOf makes columns of the properties that the first object has; the id
// is the key.
func columnsOf(objects []*odata.Object) []output.Column {
	if len(objects) == 0 {
		return []output.Column{cmdkit.KeyColumn("id")}
	}
	var columns []output.Column
	for _, name := range objects[0].Names() {
		if strings.HasPrefix(name, "@odata.") {
			continue
		}
		columns = append(columns, output.Column{Name: name, Key: name == "id"})
	}
	return columns
}
