package output

import (
	"bufio"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Options say how to print.
type Options struct {
	// Format is one of [Formats]. "" is json after a query, else table.
	Format string
	// Query is a JMESPath expression, JQ a jq program; one at most.
	Query, JQ string
	// Color makes the headings of tables bold.
	Color bool
	// Width is the width of the terminal that Out is, 0 if it is none.
	Width int
	Out   io.Writer
}

// Formats are the formats of the flag -o.
func Formats() []string {
	return []string{"table", "wide", "json", "jsonl", "yaml", "csv", "tsv", "id"}
}

// Printer prints objects and lists in one format. It is not safe for use by
// several goroutines at once.
type Printer struct {
	options Options
	format  string
	query   query // nil for none
	// rawStrings prints strings that a jq program gives as they are.
	rawStrings bool
	out        *bufio.Writer
}

// bufferSize is how much is printed at a time.
const bufferSize = 64 << 10

// New makes a printer. An unknown format and an expression that does not
// parse are apierr.Usage.
func New(o Options) (*Printer, error) {
	p := &Printer{options: o, format: o.Format}
	asked := o.Query != "" || o.JQ != ""
	switch {
	case p.format == "" && asked:
		p.format = "json"
		p.rawStrings = o.JQ != ""
	case p.format == "":
		p.format = "table"
	case !slices.Contains(Formats(), p.format):
		return nil, apierr.New(apierr.Usage, "", "unknown output format "+p.format).
			WithHint("-o takes one of: " + strings.Join(Formats(), ", "))
	}
	var err error
	if p.query, err = newQuery(o); err != nil {
		return nil, err
	}
	w := o.Out
	if o.Width > 0 && p.format != "table" && p.format != "wide" {
		w = iostreams.Visible(w)
	}
	p.out = bufio.NewWriterSize(w, bufferSize)
	return p, nil
}

// Object prints one object: as itself in json, jsonl and yaml, as one row in
// csv and tsv, as a list of its properties in a table.
func (p *Printer) Object(cols []Column, o *odata.Object) (err error) {
	defer p.flush(&err)
	if p.query != nil {
		return p.ask(appendObject(nil, o))
	}
	switch p.format {
	case "table", "wide":
		return p.properties(cols, o)
	case "json":
		_, err = p.out.Write(append(appendIndentedObject(nil, o, 0), '\n'))
		return err
	case "yaml":
		return writeYAML(p.out, appendObject(nil, o))
	}
	s := p.sink(cols)
	if err := s.add(o); err != nil {
		return err
	}
	return s.end(false)
}

// List prints a list as it comes. The error of the list comes back as it is,
// after what was there has been printed.
func (p *Printer) List(cols []Column, list iter.Seq2[*odata.Object, error]) (err error) {
	defer p.flush(&err)
	if p.query != nil {
		return p.askList(list)
	}
	s := p.sink(cols)
	for o, err := range list {
		if err != nil {
			return errors.Join(err, s.end(true))
		}
		if err := s.add(o); err != nil {
			return err
		}
	}
	return s.end(false)
}

// flush writes what is still buffered; err keeps its first error.
func (p *Printer) flush(err *error) {
	if failed := p.out.Flush(); *err == nil {
		*err = failed
	}
}

// sink takes the objects of a list one by one and prints them.
type sink interface {
	add(*odata.Object) error
	// end ends the list; failed says that it is not whole.
	end(failed bool) error
}

func (p *Printer) sink(cols []Column) sink {
	switch p.format {
	case "json":
		return &jsonSink{w: p.out}
	case "jsonl":
		return &linesSink{w: p.out}
	case "yaml":
		return &yamlSink{w: p.out}
	case "id":
		return &idSink{w: p.out, cols: cols}
	}
	return &cellsSink{cols: p.shown(cols), rows: p.rows(p.shown(cols))}
}

// shown are the columns of a list in this format: csv and tsv have all.
func (p *Printer) shown(cols []Column) []Column {
	if p.format == "table" {
		return narrow(cols)
	}
	return cols
}
