package testkit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"
)

// exchange is one line of a recording (shared/tools/contract, README).
type exchange struct {
	Method          string          `json:"method"`
	URL             string          `json:"url"`
	Headers         map[string]any  `json:"headers,omitempty"`
	Body            json.RawMessage `json:"body,omitempty"`
	Status          int             `json:"status,omitempty"`
	ResponseHeaders map[string]any  `json:"response_headers,omitempty"`
	Response        json.RawMessage `json:"response,omitempty"`
	// BatchID is set on a request that travelled inside a $batch, BatchSplit
	// on the one around it.
	BatchID    string `json:"batch_id,omitempty"`
	BatchSplit bool   `json:"batch_split,omitempty"`
}

const notRecorded = "(not recorded)"

func isSecret(header string) bool {
	switch http.CanonicalHeaderKey(header) {
	case "Authorization", "Cookie", "Set-Cookie", "Proxy-Authorization":
		return true
	}
	return false
}

func headers(h http.Header) map[string]any {
	all := map[string]any{}
	for name, values := range h {
		all[name] = strings.Join(values, ", ")
		if isSecret(name) {
			all[name] = notRecorded
		}
	}
	return all
}

// asJSON keeps JSON as it is, text as a JSON string, and of anything else
// how long it is.
func asJSON(body []byte, contentType string) json.RawMessage {
	if len(body) == 0 {
		return nil
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\ufeff")))
	if len(text) > 0 && (text[0] == '{' || text[0] == '[') && json.Valid(text) {
		return text
	}
	s := string(body)
	if !utf8.ValidString(s) {
		s = fmt.Sprintf("(%d bytes of %s)", len(body), contentType)
	}
	quoted, _ := json.Marshal(s)
	return quoted
}

// batchItem is a request or an answer in a $batch.
type batchItem struct {
	ID      string          `json:"id"`
	Method  string          `json:"method"`
	URL     string          `json:"url"`
	Status  int             `json:"status"`
	Headers map[string]any  `json:"headers"`
	Body    json.RawMessage `json:"body"`
}

// unfold gives the exchange and, of a $batch, each exchange in it.
func unfold(x *exchange) []*exchange {
	path, _, _ := strings.Cut(x.URL, "?")
	root, isBatch := strings.CutSuffix(strings.Replace(path, "/%24batch", "/$batch", 1), "/$batch")
	var sent struct{ Requests []batchItem }
	if x.Method != http.MethodPost || !isBatch || json.Unmarshal(x.Body, &sent) != nil {
		return []*exchange{x}
	}
	var got struct{ Responses []batchItem }
	if x.Response != nil && json.Unmarshal(x.Response, &got) != nil {
		return []*exchange{x}
	}
	answers := map[string]batchItem{}
	for _, a := range got.Responses {
		answers[a.ID] = a
	}
	all := []*exchange{x}
	for _, in := range sent.Requests {
		all = append(all, in.exchange(root, answers))
		x.Body = maskHeaders(x.Body, in.Headers)
	}
	x.BatchSplit = len(all) > 1
	return all
}

// exchange makes a request in a batch a record of its own.
func (in batchItem) exchange(root string, answers map[string]batchItem) *exchange {
	x := &exchange{
		Method: in.Method, URL: root + "/" + strings.TrimPrefix(in.URL, "/"),
		Headers: map[string]any{}, Body: present(in.Body), BatchID: in.ID,
	}
	for name, value := range in.Headers {
		x.Headers[name] = value
		if isSecret(name) {
			x.Headers[name] = notRecorded
		}
	}
	if a, ok := answers[in.ID]; ok {
		x.Status, x.ResponseHeaders, x.Response = a.Status, a.Headers, present(a.Body)
	}
	return x
}

// maskHeaders takes the secrets of a request's headers out of the text of
// its batch.
func maskHeaders(body json.RawMessage, headers map[string]any) json.RawMessage {
	for name, value := range headers {
		text, err := json.Marshal(value)
		if isSecret(name) && err == nil {
			body = bytes.ReplaceAll(body, text, []byte(`"`+notRecorded+`"`))
		}
	}
	return body
}

// present gives nil for a body that is null.
func present(body json.RawMessage) json.RawMessage {
	if string(bytes.TrimSpace(body)) == "null" {
		return nil
	}
	return body
}
