package rest

import (
	"bytes"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// debug writes what was said, request and answer together, so that lines of
// requests that run at once do not mix. No secret is written.
func (c *Client) debug(next sender) sender {
	var mu sync.Mutex
	return func(a *attempt) (*Response, error) {
		began := c.o.Now()
		res, err := next(a)
		var b bytes.Buffer
		fmt.Fprintf(&b, "> %s %s\n", a.http.Method, MaskURL(a.http.URL))
		writeMessage(&b, "> ", a.http.Header, a.of.Body)
		took := c.o.Now().Sub(began).Round(1e6)
		if err != nil {
			fmt.Fprintf(&b, "< no answer (%v): %v\n", took, err)
		} else {
			fmt.Fprintf(&b, "< %d %s (%v)\n", res.Status, http.StatusText(res.Status), took)
			writeMessage(&b, "< ", res.Header, HideEchoes(res.Body, a.of.Body))
		}
		mu.Lock()
		defer mu.Unlock()
		c.o.Debug.Write(b.Bytes())
		return res, err
	}
}

func writeMessage(b *bytes.Buffer, mark string, h http.Header, body []byte) {
	masked := MaskHeader(h)
	for _, name := range slices.Sorted(maps.Keys(masked)) {
		fmt.Fprintf(b, "%s%s: %s\n", mark, name, strings.Join(masked[name], ", "))
	}
	if len(body) > 0 {
		fmt.Fprintf(b, "%s%s\n", mark, maskBody(h.Get("Content-Type"), body))
	}
}

// maskBody shows a body as far as its type lets secrets be found in it.
func maskBody(contentType string, body []byte) string {
	kind, _, _ := mime.ParseMediaType(contentType)
	switch {
	case kind == "application/x-www-form-urlencoded":
		return maskForm(string(body))
	case kind == jsonType || strings.HasSuffix(kind, "+json"):
		return string(MaskJSON(body))
	}
	return size(len(body))
}

func size(n int) string { return "(" + strconv.Itoa(n) + " bytes)" }
