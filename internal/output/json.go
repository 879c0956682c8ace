package output

import (
	"io"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// jsonSink prints a list as an indented array. It opens the array with the
// first object, so that a list which fails at once prints nothing, and never
// closes one that failed.
type jsonSink struct {
	w       io.Writer
	text    []byte // used again
	started bool
}

func (s *jsonSink) add(o *odata.Object) error {
	separator := ",\n  "
	if !s.started {
		separator = "[\n  "
		s.started = true
	}
	s.text = appendIndentedObject(append(s.text[:0], separator...), o, 1)
	_, err := s.w.Write(s.text)
	return err
}

func (s *jsonSink) end(failed bool) error {
	end := "\n]\n"
	switch {
	case failed && !s.started:
		return nil
	case failed:
		end = "\n"
	case !s.started:
		end = "[]\n"
	}
	_, err := io.WriteString(s.w, end)
	return err
}

// linesSink prints a list as JSON lines.
type linesSink struct {
	w    io.Writer
	text []byte // used again
}

func (s *linesSink) add(o *odata.Object) error {
	s.text = append(appendObject(s.text[:0], o), '\n')
	_, err := s.w.Write(s.text)
	return err
}

func (s *linesSink) end(bool) error { return nil }
