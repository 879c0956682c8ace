package served

import (
	"encoding/json"
	"strings"
	"testing"
)

// Get reads a member of a JSON answer, by its path; nil if it is not there.
func (a Answer) Get(path ...string) any {
	var v any
	_ = json.Unmarshal([]byte(a.Body), &v) // nil is what is not JSON
	for _, name := range path {
		o, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = o[name]
	}
	return v
}

// Values gives one member of each object of a list.
func (a Answer) Values(name string) []string {
	list, _ := a.Get("value").([]any)
	out := make([]string, 0, len(list))
	for _, v := range list {
		o, ok := v.(map[string]any)
		if !ok {
			continue
		}
		s, _ := o[name].(string)
		out = append(out, s)
	}
	return out
}

// Want is what an answer is to be: its status, fragments that the body holds
// and, with a leading "!", those that it does not.
type Want struct {
	Status    int
	Fragments []string
}

// Is fails the test unless the answer to what is as wanted.
func (a Answer) Is(t testing.TB, what string, want Want) {
	t.Helper()
	if a.Status != want.Status {
		t.Errorf("%s: status %d, want %d: %s", what, a.Status, want.Status, a.Body)
		return
	}
	for _, f := range want.Fragments {
		absent := strings.HasPrefix(f, "!")
		if strings.Contains(a.Body, strings.TrimPrefix(f, "!")) == absent {
			t.Errorf("%s: fragment %s: body %s", what, f, a.Body)
		}
	}
}
