package tabular

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// record is a row of cells, before their meaning is known.
type record struct {
	line   int      // on which it begins
	fields []string // until the next record is read
	text   []byte   // as in the file, without its line end
	last   int      // where in text the last cell begins
	flaw   string   // the rule that its form breaks, or ""
}

// scanner gives the records of a CSV text from its heading line on. Lines of
// white space and rows of empty cells are passed over.
type scanner struct {
	csv   *csv.Reader
	data  []byte
	comma rune
	line  int // lines before data
}

func newScanner(l layout, data []byte) *scanner {
	s := &scanner{data: data[len(l.preamble):], comma: l.comma, line: l.lines}
	s.csv = csv.NewReader(bytes.NewReader(s.data))
	s.csv.Comma = l.comma
	s.csv.FieldsPerRecord = -1
	s.csv.ReuseRecord = true
	return s
}

// next gives the next record, io.EOF after the last, or the error that the
// text ends within a quote.
func (s *scanner) next() (record, error) {
	for {
		rec, err := s.read()
		if err != nil || rec.flaw != "" || !blank(rec.fields) {
			return rec, err
		}
	}
}

func (s *scanner) read() (record, error) {
	start := s.csv.InputOffset()
	fields, err := s.csv.Read()
	if err == io.EOF {
		return record{}, err
	}
	text := s.data[start:s.csv.InputOffset()]
	rec := record{fields: fields, text: bytes.TrimRight(bytes.TrimLeft(text, "\r\n"), "\r\n")}
	if err == nil {
		line, _ := s.csv.FieldPos(0)
		rec.line = s.line + line
		rec.last = s.offset(len(fields)-1, rec.text)
		return rec, nil
	}
	return s.flawed(rec, err)
}

// offset finds where in a record's text a cell begins.
func (s *scanner) offset(field int, text []byte) int {
	first, _ := s.csv.FieldPos(0)
	line, column := s.csv.FieldPos(field)
	at := 0
	for range line - first {
		at += bytes.IndexByte(text[at:], '\n') + 1
	}
	return at + column - 1
}

// flawed makes a bad row of a record with a misplaced quote, or an error of
// a quote that nothing closes, since nobody can tell where its row ends.
func (s *scanner) flawed(rec record, err error) (record, error) {
	var syntax *csv.ParseError
	if !errors.As(err, &syntax) {
		return rec, err
	}
	rec.line = s.line + syntax.StartLine
	if syntax.Err == csv.ErrQuote {
		if below, open := openQuote(rec.text, s.comma); open {
			return rec, unclosed(rec.line + below)
		}
	}
	rec.flaw = `a quote (") stands within a cell: enclose the cell in quotes and double the quote ("")`
	if syntax.Line > syntax.StartLine {
		rec.flaw = `a quote (") that is opened in this row is not closed at the end of a cell; the row takes in the lines below it`
	}
	return rec, nil
}

func unclosed(line int) *apierr.Error {
	return invalid("line %d: the quote (\") that opens here is never closed", line).
		WithHint("close the quote; if the file was cut off, save or copy it again")
}

// openQuote finds the quote that a record's text ends within, and how many
// lines below the record's first it stands.
func openQuote(text []byte, comma rune) (line int, open bool) {
	at, start := 0, true
	for i, r := range string(text) {
		switch {
		case r == '"' && open:
			open = false
		case r == '"' && (start || i > 0 && text[i-1] == '"'):
			if start {
				line = at
			}
			open = true
		}
		if r == '\n' {
			at++
		}
		start = !open && (r == comma || r == '\n')
	}
	return line, open
}

// blank tells whether all cells are empty or white space.
func blank(fields []string) bool {
	for _, f := range fields {
		if strings.TrimSpace(f) != "" {
			return false
		}
	}
	return true
}
