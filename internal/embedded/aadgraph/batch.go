package aadgraph

import (
	"bytes"
	"fmt"
	"maps"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
)

// Bounds of a batch (facts/aadgraph.md, section 9).
const (
	maxBatch = 5  // queries and change sets together
	maxLinks = 20 // links of a change set
)

// batch answers POST of $batch: it is 202 whenever the batch can be read, and
// each part has a status of its own.
func (x *exchange) batch() error {
	if x.r.Method != http.MethodPost {
		return notAllowed()
	}
	parts, err := x.readBatch()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	if err := w.SetBoundary("batchresponse_" + inbound.NewID()); err != nil {
		return err
	}
	for _, p := range parts {
		if err := p.run(x, w); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	x.head(http.StatusAccepted, "multipart/mixed; boundary="+w.Boundary())
	_, _ = x.w.Write(out.Bytes())
	return nil
}

// part is a query, or a change set.
type part struct {
	members   []*member
	changeSet bool
	refused   error // it can be read, but not be carried out
}

// member is a request within a batch.
type member struct {
	r      *http.Request
	body   []byte
	answer *inner
}

// run carries a part out and writes its answer.
func (p *part) run(x *exchange, w *multipart.Writer) error {
	switch {
	case p.refused != nil:
		return x.refusedMember(p.refused).write(w)
	case !p.changeSet:
		p.members[0].run(x.r.Context(), x)
		return p.members[0].write(w)
	}
	if failed := p.runChanges(x); failed != nil {
		return failed.write(w)
	}
	var out bytes.Buffer
	set := multipart.NewWriter(&out)
	if err := set.SetBoundary("changesetresponse_" + inbound.NewID()); err != nil {
		return err
	}
	for _, m := range p.members {
		if err := m.write(set); err != nil {
			return err
		}
	}
	if err := set.Close(); err != nil {
		return err
	}
	to, err := w.CreatePart(textproto.MIMEHeader{"Content-Type": {"multipart/mixed; boundary=" + set.Boundary()}})
	if err != nil {
		return err
	}
	_, err = to.Write(out.Bytes())
	return err
}

// refusedMember is the answer to a part that is not carried out.
func (x *exchange) refusedMember(err error) *member {
	m := &member{r: x.r, answer: &inner{header: http.Header{}, outer: x.w}}
	sub := x.s.exchange(m.answer, x.r)
	sub.fail(err)
	return m
}

// write writes the answer as a part.
func (m *member) write(w *multipart.Writer) error {
	to, err := w.CreatePart(textproto.MIMEHeader{"Content-Type": {"application/http"}, "Content-Transfer-Encoding": {"binary"}})
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", m.answer.status, http.StatusText(m.answer.status))
	for _, name := range slices.Sorted(maps.Keys(m.answer.header)) {
		for _, value := range m.answer.header[name] {
			b.WriteString(name + ": " + value + "\r\n")
		}
	}
	b.WriteString("\r\n")
	b.Write(m.answer.body.Bytes())
	_, err = to.Write(b.Bytes())
	return err
}
