package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// records holds every exchange of the tests, as JSON lines in the form that
// shared/tools/contract reads.
var records struct {
	sync.Mutex
	lines bytes.Buffer
}

// unrecorded is the header of requests that the checker cannot judge, such
// as those of clients that number the members of a batch.
const unrecorded = "X-Unrecorded"

// recording passes requests on and records them.
type recording struct{ next http.RoundTripper }

func (t recording) RoundTrip(r *http.Request) (*http.Response, error) {
	sent, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if r.Header.Get(unrecorded) != "" {
		r.Body = io.NopCloser(bytes.NewReader(sent))
		return t.next.RoundTrip(r)
	}
	r = r.Clone(r.Context())
	r.Body = io.NopCloser(bytes.NewReader(sent))
	answer, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	got, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil {
		return nil, err
	}
	answer.Body = io.NopCloser(bytes.NewReader(got))
	line, err := json.Marshal(map[string]any{
		"method": r.Method, "url": r.URL.String(), "headers": flat(r.Header), "body": payload(sent),
		"status": answer.StatusCode, "response_headers": flat(answer.Header), "response": payload(got),
	})
	if err != nil {
		return nil, err
	}
	records.Lock()
	defer records.Unlock()
	records.lines.Write(append(line, '\n'))
	return answer, nil
}

func flat(h http.Header) map[string]string {
	m := map[string]string{}
	for name := range h {
		m[name] = h.Get(name)
	}
	return m
}

// payload gives a body as JSON: what is JSON as it is, other text as a string.
func payload(data []byte) any {
	switch {
	case len(data) == 0:
		return nil
	case (data[0] == '{' || data[0] == '[') && json.Valid(data):
		return json.RawMessage(data)
	}
	return string(data)
}

// TestMain runs the tests and then has their exchanges judged by the checker
// of contracts, where that is at hand.
func TestMain(m *testing.M) {
	code := m.Run()
	if code == 0 {
		code = judge()
	}
	os.Exit(code)
}

func judge() int {
	tool, err := filepath.Abs("../../../../shared/tools/contract")
	if err != nil {
		return 1
	}
	if _, err := os.Stat(tool); err != nil {
		fmt.Println("contract check skipped:", tool, "is not there")
		return 0
	}
	dir, err := os.MkdirTemp("", "contract-")
	if err != nil {
		return 1
	}
	defer os.RemoveAll(dir)
	program, record := filepath.Join(dir, "contract"), filepath.Join(dir, "records.jsonl")
	if err := os.WriteFile(record, records.lines.Bytes(), 0o600); err != nil {
		return 1
	}
	if keep := os.Getenv("CONTRACT_RECORDS"); keep != "" {
		os.WriteFile(keep, records.lines.Bytes(), 0o600)
	}
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = tool
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Println("contract check skipped: the checker does not build:", string(out))
		return 0
	}
	check := exec.Command(program, "validate", "-rejected-ok", record)
	check.Env = append(os.Environ(), "CONTRACT_DATA="+filepath.Join(tool, "../../contract"))
	out, err := check.CombinedOutput()
	if err == nil {
		return 0
	}
	// Tests send bad requests on purpose: only answers are judged.
	bad := 0
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, "REQ_") {
			fmt.Print(line)
		}
		if strings.HasPrefix(line, "RESP_") {
			bad = 1
		}
	}
	return bad
}
