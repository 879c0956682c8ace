// Package written sends requests as users write them (the command api), the
// part of it that is the same for every protocol.
package written

import (
	"context"
	"iter"
	"mime"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// Service is how an adapter sends such requests.
type Service struct {
	// Path gives the path, and the query, that a request as it was written
	// comes to; what Send takes.
	Path func(written string) (string, error)
	// Send sends a request.
	Send func(context.Context, *rest.Request) (*rest.Response, error)
	// Explain names in an error what it is about.
	Explain func(err error, target string) error
}

// Ask sends a request that changes nothing, as directory.Requester has it.
func (s Service) Ask(ctx context.Context, r *directory.RawRequest) (*directory.Answer, error) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return nil, apierr.New(apierr.Invalid, r.Target(), "only GET and HEAD change nothing")
	}
	answer, err := s.answer(ctx, r, nil)
	if err != nil {
		return nil, s.Explain(err, r.Target())
	}
	return answer, nil
}

// Apply carries an operation with the verb directory.Request out.
func (s Service) Apply(ctx context.Context, op *directory.Operation, sending func([]*directory.Operation) error) iter.Seq[directory.Outcome] {
	return func(yield func(directory.Outcome) bool) {
		out := directory.Outcome{Op: op}
		switch {
		case ctx.Err() != nil:
			out.Err = apierr.New(apierr.Interrupted, op.Target, "not sent")
		default:
			out.Err = sending([]*directory.Operation{op})
		}
		if out.Err == nil {
			out.Answer, out.Err = s.answer(ctx, op.Request, op.Body)
		}
		if out.Err != nil {
			out.Err = s.Explain(out.Err, op.Target)
		} else if o, err := odata.ParseObject(out.Answer.Body); err == nil {
			out.Object = o
		}
		yield(out)
	}
}

func (s Service) answer(ctx context.Context, r *directory.RawRequest, body *odata.Object) (*directory.Answer, error) {
	if r.Size != len(r.Content) {
		return nil, apierr.New(apierr.Invalid, r.Target(), "its body was not kept, and it cannot be sent again without it")
	}
	at, err := s.Path(r.Path)
	if err != nil {
		return nil, err
	}
	asked := &rest.Request{Method: r.Method, Header: http.Header{}, Body: r.Content}
	asked.Path, asked.Query, _ = strings.Cut(escape(at), "?")
	for name, value := range r.Headers {
		asked.Header.Set(name, value)
	}
	if body != nil {
		asked.Body = body.AppendJSON(nil)
	}
	res, err := s.Send(ctx, asked)
	if err != nil {
		return nil, err
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	return &directory.Answer{Status: res.Status, Type: kind, Body: res.Body}, nil
}
