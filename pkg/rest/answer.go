package rest

import (
	"bytes"
	"fmt"
	"mime"
	"net/url"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Text gives the answer's body without a byte order mark.
func (r *Response) Text() []byte { return bytes.TrimPrefix(r.Body, []byte("\xef\xbb\xbf")) }

// JSON gives the answer's body without a byte order mark. One that says that
// it is not JSON, a sign-in page of a captive portal, say, is an error; one
// that does not say is taken to be JSON.
func (r *Response) JSON() ([]byte, error) {
	value := r.Header.Get("Content-Type")
	kind, _, _ := mime.ParseMediaType(value)
	if value == "" || kind == jsonType || kind == "text/json" || strings.HasSuffix(kind, "+json") {
		return r.Text(), nil
	}
	return nil, fmt.Errorf("it is not JSON but %q", value)
}

// Unreadable is the error of an answer that cannot be read although its status
// was good. A change may have been made all the same.
func Unreadable(r *Request, res *Response, cause error) *apierr.Error {
	return &apierr.Error{
		Kind: apierr.Unavailable, Method: r.Method, URL: r.Path, Status: res.Status, Sent: !r.harmless(),
		RequestID: res.Header.Get("request-id"),
		Message:   "the answer cannot be read: " + cause.Error(),
		Hint:      "check that the endpoint is the directory's and that nothing in between answers for it",
	}
}

// Segments gives the segments of a percent-encoded path decoded, in lower
// case, each key in parentheses as a segment of its own: how a path may be
// understood, for those who refuse some.
func Segments(path string) []string {
	plain, err := url.PathUnescape(path)
	if err != nil {
		plain = path
	}
	plain = strings.ToLower(strings.NewReplacer("(", "/", ")", "/").Replace(plain))
	return slices.Collect(strings.FieldsFuncSeq(plain, func(r rune) bool { return r == '/' }))
}
