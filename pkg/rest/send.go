package rest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// send is the last link: it hands the request to the transport and reads the
// whole answer.
func (c *Client) send(a *attempt) (*Response, error) {
	h, left := traced(a.http)
	raw, err := c.o.Transport.RoundTrip(h)
	if err != nil {
		return nil, noAnswer(a, err, left())
	}
	defer raw.Body.Close()
	body, err := c.read(raw)
	if err == errTooLarge {
		return nil, tooLarge(a, c.o.MaxBody)
	}
	if err != nil {
		return nil, noAnswer(a, fmt.Errorf("the answer broke off: %w", err), true)
	}
	if raw.StatusCode >= http.StatusMultipleChoices {
		body = HideEchoes(body, a.of.Body)
	}
	return &Response{Status: raw.StatusCode, Header: raw.Header, Body: body}, nil
}

// traced watches whether the request gets a connection. A transport that does
// not trace is taken to have sent it.
func traced(h *http.Request) (_ *http.Request, left func() bool) {
	var asked, got atomic.Bool
	ctx := httptrace.WithClientTrace(h.Context(), &httptrace.ClientTrace{
		GetConn: func(string) { asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { got.Store(true) },
	})
	return h.WithContext(ctx), func() bool { return !asked.Load() || got.Load() }
}

var errTooLarge = fmt.Errorf("too large")

// read gives the body, unpacked, if it is within the bound.
func (c *Client) read(raw *http.Response) ([]byte, error) {
	var r io.Reader = raw.Body
	size := raw.ContentLength
	if strings.EqualFold(raw.Header.Get("Content-Encoding"), "gzip") && !raw.Uncompressed {
		z, err := gzip.NewReader(r)
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		r, size = z, -1
	}
	var buf bytes.Buffer
	if size > 0 && size <= c.o.MaxBody {
		buf.Grow(int(size) + bytes.MinRead)
	}
	n, err := buf.ReadFrom(io.LimitReader(r, c.o.MaxBody+1))
	if n > c.o.MaxBody {
		return nil, errTooLarge
	}
	return buf.Bytes(), err
}

func tooLarge(a *attempt, bound int64) error {
	return &apierr.Error{
		Kind: apierr.Other, Method: a.of.Method, URL: shown(a.of.URL), Sent: !a.of.harmless(),
		Message: fmt.Sprintf("the answer is larger than %d MiB", bound>>20),
		Hint:    "ask for less with --select, --filter or a smaller page",
	}
}
