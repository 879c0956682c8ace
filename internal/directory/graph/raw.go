package graph

import (
	"context"
	"fmt"
	"iter"
	"mime"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

var _ directory.Requester = (*Adapter)(nil)

// Ask sends a request that changes nothing, as the user wrote it.
func (a *Adapter) Ask(ctx context.Context, r *directory.RawRequest) (*directory.Answer, error) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return nil, apierr.New(apierr.Invalid, r.Target(), "only GET and HEAD change nothing")
	}
	answer, err := a.raw(ctx, r, nil)
	if err != nil {
		return nil, explain(err, r.Target())
	}
	return answer, nil
}

// applyRaw carries a request of the user's out.
func (a *Adapter) applyRaw(ctx context.Context, op *directory.Operation, sending func([]*directory.Operation) error) iter.Seq[directory.Outcome] {
	return func(yield func(directory.Outcome) bool) {
		out := directory.Outcome{Op: op}
		switch {
		case ctx.Err() != nil:
			out.Err = apierr.New(apierr.Interrupted, op.Target, "not sent")
		default:
			out.Err = sending([]*directory.Operation{op})
		}
		if out.Err == nil {
			out.Answer, out.Err = a.raw(ctx, op.Request, op.Body)
		}
		if out.Err != nil {
			out.Err = explain(out.Err, op.Target)
		} else if o, err := odata.ParseObject(out.Answer.Body); err == nil {
			out.Object = o
		}
		yield(out)
	}
}

func (a *Adapter) raw(ctx context.Context, r *directory.RawRequest, body *odata.Object) (*directory.Answer, error) {
	if r.Size != len(r.Content) {
		return nil, apierr.New(apierr.Invalid, r.Target(), "its body was not kept, and it cannot be sent again without it")
	}
	asked, err := a.rawRequest(r)
	if err != nil {
		return nil, err
	}
	if body != nil {
		asked.Body = body.AppendJSON(nil)
	}
	res, err := a.Root.Raw(ctx, asked)
	if err != nil {
		return nil, err
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	return &directory.Answer{Status: res.Status, Type: kind, Body: res.Body}, nil
}

func (a *Adapter) rawRequest(r *directory.RawRequest) (*rest.Request, error) {
	if a.Root == nil {
		return nil, apierr.New(apierr.Unsupported, r.Target(), "this directory takes no requests as they are written")
	}
	at, err := a.rawPath(r.Path)
	if err != nil {
		return nil, err
	}
	asked := &rest.Request{Method: r.Method, Header: http.Header{}, Body: r.Content}
	asked.Path, asked.Query, _ = strings.Cut(escape(at), "?")
	for name, value := range r.Headers {
		asked.Header.Set(name, value)
	}
	return asked, nil
}

// rawPath gives the path below the service's root, with its version.
func (a *Adapter) rawPath(p string) (string, error) {
	root := a.Root.Base().String()
	if strings.Contains(strings.SplitN(p, "?", 2)[0], "://") {
		if !hasPrefixFold(p, root) {
			return "", apierr.New(apierr.Usage, "", "it is no address of this directory, which is "+root).
				WithHint("the credentials of a profile go to its own directory only; choose another profile with --profile")
		}
		return p[len(root):], nil
	}
	p = strings.TrimPrefix(p, "/")
	first, _, _ := strings.Cut(withoutQuery(p), "/")
	switch strings.ToLower(first) {
	case "v1.0", "beta":
		return p, nil
	}
	return a.client.Base().String()[len(root):] + p, nil
}

func withoutQuery(p string) string {
	before, _, _ := strings.Cut(p, "?")
	return before
}

// hasPrefixFold tells whether an address begins with another; scheme and host
// mean the same in any case, and nobody tells paths apart by it.
func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// escape writes what cannot stand in an address (spaces, quotes, letters
// beyond ASCII, a number sign) percent-encoded, and leaves what is so already.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '%' && !(i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])),
			c <= ' ', c >= 0x7f, strings.IndexByte("\"<>\\^`{|}#", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
