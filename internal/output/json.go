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
	compact []byte // buffers that are used again
	pretty  []byte
	started bool
}

func (s *jsonSink) add(o *odata.Object) error {
	s.compact = appendObject(s.compact[:0], o)
	separator := ",\n  "
	if !s.started {
		separator = "[\n  "
		s.started = true
	}
	s.pretty = appendIndented(append(s.pretty[:0], separator...), s.compact, 1)
	_, err := s.w.Write(s.pretty)
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
	w     io.Writer
	raw   []byte
	clean []byte
}

func (s *linesSink) add(o *odata.Object) error {
	s.raw = appendObject(s.raw[:0], o)
	s.clean = append(appendCompact(s.clean[:0], s.raw), '\n')
	_, err := s.w.Write(s.clean)
	return err
}

func (s *linesSink) end(bool) error { return nil }
