package graph

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// wireAnswer is a member's answer as it comes. The id may be a number; header
// values that are not strings are taken as they are written.
type wireAnswer struct {
	ID      json.RawMessage
	Status  int
	Headers *odata.Object
	Body    json.RawMessage
}

// wireAnswers reads the answer to a batch.
func wireAnswers(res *rest.Response) ([]wireAnswer, error) {
	body, err := res.JSON()
	if err != nil {
		return nil, err
	}
	envelope, err := odata.ParseObject(body)
	if err != nil {
		return nil, err
	}
	if envelope.IsNull("responses") {
		return nil, nil
	}
	list, _ := envelope.Raw("responses")
	objects, err := odata.ParseList(list)
	if err != nil {
		return nil, err
	}
	answers := make([]wireAnswer, len(objects))
	for i, o := range objects {
		w := wireAnswer{Headers: o.Object("headers")}
		w.ID, _ = o.Raw("id")
		w.Body, _ = o.Raw("body")
		if o.Has("status") {
			err = o.Decode("status", &w.Status)
		}
		if err != nil {
			return nil, err
		}
		answers[i] = w
	}
	return answers, nil
}

// batchAnswers brings the answers into the order of the members. Answers to
// nobody's request are passed over; a member without an answer, or with two
// that differ, is in doubt.
func (c *Client) batchAnswers(members []BatchRequest, r *rest.Request, res *rest.Response) ([]BatchResponse, error) {
	wire, err := wireAnswers(res)
	if err != nil {
		return nil, rest.Unreadable(r, res, err)
	}
	answers := make([]BatchResponse, len(members))
	known := make([]bool, len(members))
	for _, w := range wire {
		i, err := strconv.Atoi(strings.Trim(string(w.ID), `"`))
		switch {
		case err != nil || i < 1 || i > len(members):
		case known[i-1] && answers[i-1].Status != w.Status:
			answers[i-1] = doubt(members[i-1], res, "the batch has two answers to this request")
		default:
			known[i-1] = true
			answers[i-1] = c.batchAnswer(members[i-1], w)
		}
	}
	for i := range answers {
		if !known[i] {
			answers[i] = doubt(members[i], res, "the batch has no answer to this request")
		}
	}
	return answers, nil
}

func doubt(m BatchRequest, res *rest.Response, message string) BatchResponse {
	return BatchResponse{Err: &apierr.Error{
		Kind: apierr.Unavailable, Method: m.Method, URL: m.Path, Message: message,
		RequestID: res.Header.Get("request-id"), Sent: changes(m),
	}}
}

func (c *Client) batchAnswer(m BatchRequest, w wireAnswer) BatchResponse {
	a := BatchResponse{Status: w.Status, Header: w.header()}
	body := w.body()
	if w.Status >= 200 && w.Status < 300 {
		o, err := parseObject(&rest.Response{Status: w.Status, Body: body})
		if err != nil {
			a.Err = &apierr.Error{
				Kind: apierr.Unavailable, Method: m.Method, URL: m.Path, Status: w.Status,
				Message: "the answer cannot be read: " + err.Error(), Sent: changes(m),
			}
		}
		a.Object = o
		return a
	}
	if m.Body != nil {
		body = rest.HideEchoes(body, m.Body.AppendJSON(nil))
	}
	status := strings.TrimSpace(strconv.Itoa(w.Status) + " " + http.StatusText(w.Status))
	err := Decode(&http.Response{StatusCode: w.Status, Status: status, Header: a.Header}, body)
	e := apierr.As(err)
	e.Method, e.URL = m.Method, m.Path
	e.RetryAfter = rest.RetryAfter(a.Header, time.Now())
	e.Sent = (w.Status >= 500 && e.Kind == apierr.Unavailable || w.Status < 200) && changes(m)
	a.Err = e
	return a
}

func changes(m BatchRequest) bool { return m.Method != http.MethodGet && !m.Read }

func (w wireAnswer) header() http.Header {
	h := http.Header{}
	for name, raw := range w.Headers.All() {
		value := w.Headers.String(name)
		if raw[0] != '"' {
			value = string(raw)
		}
		h.Set(name, value)
	}
	return h
}

// body unpacks what is not JSON: such bodies come as a base64 string.
func (w wireAnswer) body() []byte {
	if string(w.Body) == "null" {
		return nil
	}
	var text string
	if len(w.Body) == 0 || w.Body[0] != '"' || json.Unmarshal(w.Body, &text) != nil {
		return w.Body
	}
	if plain, err := base64.StdEncoding.DecodeString(text); err == nil && json.Valid(plain) {
		return plain
	}
	return w.Body
}
