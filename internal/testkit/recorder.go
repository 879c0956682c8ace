package testkit

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
)

// Recorder passes requests on and appends each exchange to a file as JSON
// lines, as the proxy of shared/tools/contract writes them: the requests in
// a $batch are records of their own too, tokens and cookies are left out,
// and token requests and those of Azure AD Graph altogether. Bodies are kept, passwords in them too. It
// holds every body whole.
type Recorder struct {
	next http.RoundTripper
	file *os.File
}

// Record makes a recorder that appends to a file (0600). Several processes
// may append to one file at the same time. Close it in the end.
func Record(next http.RoundTripper, path string) (*Recorder, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &Recorder{next: next, file: f}, nil
}

// Close closes the file.
func (r *Recorder) Close() error { return r.file.Close() }

// RoundTrip implements http.RoundTripper.
func (r *Recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	body, req, err := bodyOf(req)
	if err != nil {
		return nil, err
	}
	x := &exchange{
		Method:  req.Method,
		URL:     req.URL.String(),
		Headers: headers(req.Header),
		Body:    asJSON(body, req.Header.Get("Content-Type")),
	}
	resp, err := r.next.RoundTrip(req)
	if err != nil {
		r.keep(x)
		return nil, err
	}
	answer, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(answer))
	if err != nil {
		resp.Body = io.NopCloser(io.MultiReader(bytes.NewReader(answer), failing{err}))
		r.keep(x)
		return resp, nil
	}
	x.Status = resp.StatusCode
	x.ResponseHeaders = headers(resp.Header)
	x.Response = asJSON(answer, resp.Header.Get("Content-Type"))
	r.keep(x)
	return resp, nil
}

// keep appends an exchange in one write, which other processes cannot part.
func (r *Recorder) keep(x *exchange) {
	if isTokenRequest(x.URL) || isAADGraph(x.URL) {
		return
	}
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	for _, one := range unfold(x) {
		if enc.Encode(one) != nil {
			return
		}
	}
	r.file.Write(lines.Bytes())
}

// isTokenRequest tells of requests to the sign-in service.
func isTokenRequest(url string) bool {
	url = strings.ToLower(url)
	return strings.Contains(url, "/oauth2/") &&
		!strings.Contains(url, "/v1.0") && !strings.Contains(url, "/beta")
}

// isAADGraph tells of requests of Azure AD Graph, which the checker does not
// know: they have the parameter api-version, and no version in their path.
func isAADGraph(url string) bool {
	path, query, _ := strings.Cut(strings.ToLower(url), "?")
	return strings.Contains(query, "api-version=") && !strings.Contains(path, "/v1.0/") && !strings.Contains(path, "/beta/")
}

// bodyOf reads a request's body and gives a request that still has it.
func bodyOf(req *http.Request) ([]byte, *http.Request, error) {
	if req.Body == nil {
		return nil, req, nil
	}
	body, err := io.ReadAll(req.Body)
	req.Body.Close()
	if err != nil {
		return nil, nil, err
	}
	again := req.Clone(req.Context())
	again.Body = io.NopCloser(bytes.NewReader(body))
	return body, again, nil
}
