package aadgraph

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
)

// readBatch takes a batch apart.
func (x *exchange) readBatch() ([]*part, error) {
	boundary, err := boundaryOf(x.r.Header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	data, err := inbound.Body(x.r)
	if err != nil {
		return nil, err
	}
	var parts []*part
	for reader := multipart.NewReader(bytes.NewReader(data), boundary); ; {
		next, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) && len(parts) > 0 {
			return parts, nil
		}
		if err != nil {
			return nil, malformedBatch(err.Error())
		}
		if len(parts) == maxBatch {
			return nil, badRequest("A batch can have at most %d queries and change sets.", maxBatch)
		}
		p, err := x.readPart(next)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
}

func (x *exchange) readPart(next *multipart.Part) (*part, error) {
	if !strings.HasPrefix(strings.ToLower(next.Header.Get("Content-Type")), "multipart/") {
		m, err := x.readMember(next)
		if err != nil {
			return nil, err
		}
		p := &part{members: []*member{m}}
		if m.r.Method != http.MethodGet {
			p.refused = badRequest("A change must be in a change set.")
		}
		return p, nil
	}
	boundary, err := boundaryOf(next.Header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	p := &part{changeSet: true}
	for reader := multipart.NewReader(next, boundary); ; {
		inside, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return p, nil
		}
		if err != nil {
			return nil, malformedBatch(err.Error())
		}
		m, err := x.readMember(inside)
		if err != nil {
			return nil, err
		}
		if p.members = append(p.members, m); len(p.members) > maxLinks+1 {
			return nil, badRequest("A change set can have at most one change of an object and %d of links.", maxLinks)
		}
	}
}

func boundaryOf(contentType string) (string, error) {
	typ, params, err := mime.ParseMediaType(contentType)
	if err != nil || typ != "multipart/mixed" || params["boundary"] == "" {
		return "", mediaType("A batch has the type multipart/mixed with a boundary.")
	}
	return params["boundary"], nil
}

func malformedBatch(why string) error { return badRequest("The batch cannot be read: %s", why) }

// readMember reads a request: a line, headers, and what is left is its body,
// for clients give it no length.
func (x *exchange) readMember(in io.Reader) (*member, error) {
	reader := textproto.NewReader(bufio.NewReader(in))
	line, err := reader.ReadLine()
	if err != nil {
		return nil, malformedBatch("a part has no request line")
	}
	fields := strings.Fields(line)
	if len(fields) < 2 || len(fields) > 3 {
		return nil, malformedBatch("a request line is METHOD URL HTTP/1.1")
	}
	header, err := reader.ReadMIMEHeader()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, malformedBatch("a header is malformed")
	}
	body, err := io.ReadAll(reader.R)
	if err != nil {
		return nil, malformedBatch(err.Error())
	}
	r, err := x.memberRequest(fields[0], fields[1])
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"Content-Type", "Accept", "Prefer", "client-request-id",
		"ocp-aad-dq-include-only-changed-properties", "ocp-aad-dq-include-only-delta-token"} {
		if value := header.Get(name); value != "" {
			r.Header.Set(name, value)
		}
	}
	return &member{r: r, body: body}, nil
}

// memberRequest makes the request of a member, which is at the same host as
// the batch, whatever root of the service it names.
func (x *exchange) memberRequest(method, target string) (*http.Request, error) {
	u, err := url.Parse(target)
	if err != nil || u.User != nil || u.Host != "" && !x.isHost(u) || u.Host == "" && !strings.HasPrefix(target, "/") {
		return nil, malformedBatch("'" + target + "' is no URL of this service")
	}
	r, err := http.NewRequest(method, "/", nil)
	if err != nil {
		return nil, malformedBatch("'" + method + "' is no method")
	}
	u.Scheme, u.Host = x.r.URL.Scheme, x.r.URL.Host
	r.URL, r.Host, r.TLS = u, x.r.Host, x.r.TLS
	return r, nil
}
