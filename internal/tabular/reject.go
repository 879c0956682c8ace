package tabular

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// reasonHeading is the heading of the column that [Table.WriteRejected] adds.
const reasonHeading = "reason"

// RejectedPath names the file of rejected rows beside a file: NAME.csv has
// NAME.rejected.csv, and a name with another ending gets ".rejected.csv" at
// its end.
func RejectedPath(path string) string {
	ext := filepath.Ext(path)
	if !strings.EqualFold(ext, ".csv") {
		return path + ".rejected.csv"
	}
	return strings.TrimSuffix(path, ext) + ".rejected" + ext
}

// WriteRejected writes the bad rows to a file that only its owner may read
// (they may hold passwords): the lines of the source up to its headings, then
// the rows as they were, each once, with a last column that gives the
// reasons. It is UTF-8, with a byte order mark if the source had one. A file
// that is there may have been mended by hand: unless it holds the same, the
// next free name is taken (NAME.rejected.2.csv). It gives the name written
// to. Without bad rows nothing is written.
func (t *Table) WriteRejected(path string) (written string, err error) {
	if len(t.source.rejects) == 0 {
		return path, nil
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("write rejected rows: %w", err)
		}
	}()
	text := t.rejected()
	for n := 2; ; n++ {
		there, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return path, writeNew(path, text)
		}
		if err != nil || bytes.Equal(there, text) {
			return path, err
		}
		path = numbered(path, n)
	}
}

// numbered puts a number before a file's ending, in place of one there.
func numbered(path string, n int) string {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(strings.TrimSuffix(path, ext), fmt.Sprintf(".%d", n-1))
	return fmt.Sprintf("%s.%d%s", stem, n, ext)
}

// writeNew writes a file in one step, for its owner alone.
func writeNew(path string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".rejected-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first error is the one to tell
	}
	return err
}

// rejected is the content of the file of rejected rows.
func (t *Table) rejected() []byte {
	s := &t.source
	comma := string(s.comma)
	var b bytes.Buffer
	if s.bom {
		b.WriteString("\uFEFF")
	}
	b.WriteString(s.preamble)
	b.WriteString(s.heading + comma + reasonHeading + s.newline)
	bad := t.Bad
	for _, r := range s.rejects {
		var reasons []string
		for ; len(bad) > 0 && bad[0].Line == r.line; bad = bad[1:] {
			reasons = append(reasons, bad[0].Reason())
		}
		b.WriteString(r.text)
		b.WriteString(strings.Repeat(comma, r.short+1))
		b.WriteString(`"` + strings.ReplaceAll(strings.Join(reasons, "; "), `"`, `""`) + `"` + s.newline)
	}
	return b.Bytes()
}

// sourceOf keeps of a file what a file of its rejected rows repeats.
func sourceOf(l layout, txt *text, head record) source {
	s := source{bom: txt.bom, preamble: string(l.preamble), comma: l.comma, newline: l.newline}
	s.reasons = hasReasons(head.fields)
	s.heading = string(s.without(head))
	return s
}

// without gives a record's text without the cell of earlier reasons.
func (s *source) without(rec record) []byte {
	if !s.reasons {
		return rec.text
	}
	return bytes.TrimSuffix(rec.text[:rec.last], []byte(string(s.comma)))
}

// reject keeps a bad row of a file with so many columns.
func (s *source) reject(rec record, columns int) {
	r := reject{line: rec.line, text: string(rec.text)}
	if rec.flaw == "" && len(rec.fields) == columns {
		r.text = string(s.without(rec))
	} else if rec.flaw == "" {
		r.short = max(0, columns-len(rec.fields))
		if s.reasons {
			r.short = max(0, r.short-1)
		}
	}
	s.rejects = append(s.rejects, r)
}
