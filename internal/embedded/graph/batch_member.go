package graph

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
)

// answer keeps what a member's request was answered. It is the
// http.ResponseWriter of that request.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(p []byte) (int, error) { return a.body.Write(p) }

// run carries the member's request out.
func (m *member) run(ctx context.Context, x *exchange, members []*member) {
	m.answer = &answer{header: http.Header{}}
	r, err := m.request(ctx, x)
	inner := x.s.exchange(m.answer, x.r)
	if err == nil {
		inner = x.s.exchange(m.answer, r)
	}
	inner.nested = true
	inner.version = x.version
	inner.refusals = x.refusals
	defer inbound.Recover(&inner.sent, inner.fail)
	for _, other := range members {
		if err == nil && m.needs(other) && other.answer != nil && other.answer.status >= 400 {
			err = &core.Error{Status: http.StatusFailedDependency, Code: "FailedDependency",
				Message: "The request failed because request " + other.name + ", on which it depends, failed."}
		}
	}
	if err == nil {
		err = inner.serve()
	}
	if err != nil {
		inner.fail(err)
	}
}

// request makes the member's HTTP request. Headers of the batch count for
// its members unless they have their own.
func (m *member) request(ctx context.Context, x *exchange) (*http.Request, error) {
	u, err := url.Parse("/" + x.version + "/" + strings.TrimPrefix(m.url, "/"))
	if err != nil || strings.Contains(m.url, "#") {
		return nil, badBatch("the url '%s' cannot be read.", m.url)
	}
	u.Scheme = x.r.URL.Scheme
	r := &http.Request{Method: m.method, URL: u, Host: x.r.Host, Header: m.header, TLS: x.r.TLS, Body: http.NoBody}
	for _, name := range []string{"Accept", "Client-Request-Id", "Prefer"} {
		if m.header.Get(name) == "" && x.r.Header.Get(name) != "" {
			m.header.Set(name, x.r.Header.Get(name))
		}
	}
	if m.body != nil {
		body, err := m.payload()
		if err != nil {
			return nil, err
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	return r.WithContext(ctx), nil
}

// payload gives the body: JSON as it stands, anything else in base64.
func (m *member) payload() ([]byte, error) {
	if strings.Contains(strings.ToLower(m.header.Get("Content-Type")), "json") {
		return m.body, nil
	}
	var text string
	if json.Unmarshal(m.body, &text) != nil {
		return m.body, nil
	}
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, badBatch("the body of request %s is not base64.", m.id)
	}
	return data, nil
}

// append appends the member's answer as JSON.
func (m *member) append(b []byte) []byte {
	a := m.answer
	b = append(append(b, `{"id":`...), m.id...)
	b = strconv.AppendInt(appendName(b, "status"), int64(a.status), 10)
	b = append(appendName(b, "headers"), '{')
	for _, name := range sortedNames(a.header) {
		b = appendString(appendName(b, name), a.header[name][0])
	}
	b = append(b, '}')
	if a.body.Len() == 0 {
		return append(b, '}')
	}
	b = appendName(b, "body")
	switch kind := a.header.Get("Content-Type"); {
	case strings.Contains(kind, "json"):
		b = append(b, a.body.Bytes()...)
	case strings.HasPrefix(kind, "text/"):
		b = appendString(b, a.body.String())
	default:
		b = appendString(b, base64.StdEncoding.EncodeToString(a.body.Bytes()))
	}
	return append(b, '}')
}

// sortedNames gives the headers that a batch shows; lengths are of no use
// there.
func sortedNames(h http.Header) []string {
	var names []string
	for name := range h {
		if name != "Content-Length" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
