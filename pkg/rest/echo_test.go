package rest_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/rest"
)

func TestHideEchoes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ request, answer, want string }{
		{`{"secretText":"hush-hush"}`, `{"message":"'hush-hush' is too short"}`, `{"message":"'***' is too short"}`},
		{`{"passwordCredentials":[{"secretText":["hush<\"hush"]}]}`, `a hush<\"hush, a hush\u003c\"hush, a hush<"hush`, `a ***, a ***, a ***`},
		{`{"requests":[{"body":{"passwordProfile":{"password":"hush-hush"}}}]}`, `{"responses":[{"body":"hush-hush"}]}`, `{"responses":[{"body":"***"}]}`},
		{`{"secretText":"hush\"\""}`, `a hush\"\".`, `a ***.`},
		{`{"secretText":"hush<\""}`, `{"m":"{\"a\":\"hush\u003c\\\"\"}","n":"{\"a\":\"hush\\u003c\\\"\"}"}`, `{"m":"{\"a\":\"***\"}","n":"{\"a\":\"***\"}"}`},
		{`{"displayName":"hush-hush"}`, `hush-hush`, `hush-hush`},
		{`{"secretText":"a"}`, `a name`, `a name`},
		{`{"secretText":null,"key":"","proof":5}`, `5 null`, `5 null`},
		{`no JSON`, `no JSON`, `no JSON`},
	} {
		if got := string(rest.HideEchoes([]byte(test.answer), []byte(test.request))); got != test.want {
			t.Errorf("%s: %s, want %s", test.request, got, test.want)
		}
	}
}

// What a service repeats of a secret comes to no error and no log.
func TestEchoesAreHidden(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	f := &fake{answers: []answer{{status: 400, body: `{"error":{"code":"c","message":"'hush-hush' is no secret"}}`, header: http.Header{"Content-Type": {"application/json"}}}}}
	c, _ := newClient(t, f, func(o *rest.Options) { o.Debug = &log })
	_, err := c.Do(t.Context(), &rest.Request{Method: "POST", Path: "applications", Body: []byte(`{"secretText":"hush-hush"}`)})
	if err == nil || strings.Contains(err.Error(), "hush") || strings.Contains(log.String(), "hush") || !strings.Contains(log.String(), "'***' is no secret") {
		t.Errorf("%v\n%s", err, &log)
	}
}
