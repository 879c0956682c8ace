package cli_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// judge records what goes between the program and a directory, and has
// shared/tools/contract hold it against Microsoft's own model when all scripts
// are over.
type judge struct {
	mu      sync.Mutex
	records bytes.Buffer
	program string // "" if the checker is not at hand
}

func newJudge(t *testing.T) *judge {
	t.Helper()
	tool, err := filepath.Abs("../../../shared/tools/contract")
	if err != nil {
		t.Fatal(err)
	}
	j := new(judge)
	if _, err := os.Stat(tool); err != nil {
		t.Log("requests and answers are not judged: ", err)
		return j
	}
	program := filepath.Join(t.TempDir(), "contract")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = tool
	if out, err := build.CombinedOutput(); err != nil {
		t.Logf("requests and answers are not judged: %v: %s", err, out)
		return j
	}
	j.program = program
	t.Cleanup(func() { j.verdict(t, filepath.Join(tool, "../../contract")) })
	return j
}

// over records what a handler is asked and answers, as JSON lines.
func (j *judge) over(next http.Handler) http.Handler {
	if j.program == "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		graph := strings.HasPrefix(r.URL.Path, "/v1.0/") || strings.HasPrefix(r.URL.Path, "/beta/")
		if !graph || r.Method == http.MethodHead { // the model has no HEAD; a script tries one
			next.ServeHTTP(w, r)
			return
		}
		sent, err := io.ReadAll(r.Body)
		if err != nil {
			return // the client has gone
		}
		r.Body = io.NopCloser(bytes.NewReader(sent))
		seen := &judged{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		j.record(r, sent, seen)
	})
}

func (j *judge) record(r *http.Request, sent []byte, seen *judged) {
	line, err := json.Marshal(map[string]any{
		"method": r.Method, "url": "https://" + r.Host + r.URL.RequestURI(), "headers": plainHeaders(r.Header), "body": asJSON(sent),
		"status": seen.status, "response_headers": plainHeaders(seen.Header()), "response": asJSON(seen.body.Bytes()),
	})
	if err != nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.records.Write(append(line, '\n'))
}

// verdict fails the test for every violation, by the program or by the
// directory. Requests that the directory refused are not held against the
// program: scripts send such on purpose.
func (j *judge) verdict(t *testing.T, data string) {
	file := filepath.Join(t.TempDir(), "records.jsonl")
	if err := os.WriteFile(file, j.records.Bytes(), 0o600); err != nil {
		t.Error(err)
		return
	}
	check := exec.Command(j.program, "validate", "-rejected-ok", file)
	check.Env = append(os.Environ(), "CONTRACT_DATA="+data)
	out, _ := check.CombinedOutput() // what it has to say is in its lines
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	for _, line := range lines {
		if strings.HasPrefix(line, "REQ_") || strings.HasPrefix(line, "RESP_") {
			t.Error(line)
		}
	}
	t.Log(lines[len(lines)-1])
}

// judged is a ResponseWriter that keeps what it was given.
type judged struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (w *judged) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *judged) Write(p []byte) (int, error) {
	w.body.Write(p)
	return w.ResponseWriter.Write(p)
}

// plainHeaders are the headers without the token.
func plainHeaders(h http.Header) map[string]string {
	m := map[string]string{}
	for name := range h {
		if name != "Authorization" {
			m[name] = h.Get(name)
		}
	}
	return m
}

func asJSON(data []byte) any {
	switch {
	case len(data) == 0:
		return nil
	case json.Valid(data):
		return json.RawMessage(data)
	}
	return string(data)
}
