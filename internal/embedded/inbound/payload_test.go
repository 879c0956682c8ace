package inbound_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
)

// TestPayload: who judges a request reads its body, and who does it again.
func TestPayload(t *testing.T) {
	t.Parallel()
	p := inbound.PayloadOf(httptest.NewRequestWithContext(t.Context(), "POST", "/", strings.NewReader(`{"a":1}`)))
	for range 2 {
		o, err := p.Object()
		if err != nil || !o.Has("a") {
			t.Errorf("%v %v", o, err)
		}
	}
	none := inbound.PayloadOf(httptest.NewRequestWithContext(t.Context(), "POST", "/", http.NoBody))
	if o, err := none.Arguments(); err != nil || o.Len() != 0 {
		t.Errorf("no body: %v %v", o, err)
	}
	if _, err := none.Object(); err == nil {
		t.Error("an object without a body is none")
	}
}

// TestRecover: a panic is answered once, and what ends a connection on purpose
// goes on.
func TestRecover(t *testing.T) {
	t.Parallel()
	for name, try := range map[string]struct {
		cause          any
		sent, answered bool
	}{
		"a mistake":                 {errors.New("nil map"), false, true},
		"a mistake after the head":  {errors.New("nil map"), true, false},
		"a connection to be closed": {http.ErrAbortHandler, false, false},
		"nothing":                   {nil, false, false},
	} {
		answered := false
		passed := func() (passed any) {
			defer func() { passed = recover() }()
			defer inbound.Recover(&try.sent, func(error) { answered = true })
			if try.cause != nil {
				panic(try.cause)
			}
			return nil
		}()
		if answered != try.answered || (passed != nil) != (try.cause != nil && !try.answered) {
			t.Errorf("%s: answered %v, passed on %v", name, answered, passed)
		}
	}
}

// TestMetadata: each version of OData has its own words for the three.
func TestMetadata(t *testing.T) {
	t.Parallel()
	words := inbound.MetadataWords{Parameter: "odata=", Minimal: "minimalmetadata", None: "nometadata", Full: "fullmetadata"}
	for accept, want := range map[string]string{
		"": "odata=minimalmetadata", "application/json;odata.metadata=full": "odata=minimalmetadata",
		"application/json; OData=NoMetadata": "odata=nometadata", "application/json;odata=fullmetadata, */*": "odata=fullmetadata",
	} {
		if got := words.Said(words.Wanted(accept)); got != want {
			t.Errorf("%q: %s, want %s", accept, got, want)
		}
	}
}
