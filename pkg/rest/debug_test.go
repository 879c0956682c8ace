package rest_test

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/rest"
)

func TestMaskJSON(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"passwordProfile":{"password":"x","forceChangePasswordNextSignIn":true}}`: `{"passwordProfile":{"password":"***","forceChangePasswordNextSignIn":true}}`,
		`{"PASSWORD":"x"}`: `{"PASSWORD":"***"}`,
		`{"requests":[{"body":{"secretText":"x","a":[{"proof":"y"}]}}]}`: `{"requests":[{"body":{"secretText":"***","a":[{"proof":"***"}]}}]}`,
		`{"keyCredentials":[{"key":"MII","keyId":"1","type":"t"}]}`:      `{"keyCredentials":[{"key":"***","keyId":"1","type":"t"}]}`,
		`{"key":null}`: `{"key":null}`,
		`{"value":[{"key":"SecretToken","value":"x"},{"key":"BaseAddress","value":"https://a"}]}`: `{"value":[{"key":"SecretToken","value":"***"},{"key":"BaseAddress","value":"https://a"}]}`,
		`{"access_token":"x","refresh_token":"y","token_type":"Bearer"}`:                          `{"access_token":"***","refresh_token":"***","token_type":"Bearer"}`,
		`{"client_secret":"x","clientSecret":"y","newPassword":"z"}`:                              `{"client_secret":"***","clientSecret":"***","newPassword":"***"}`,
		`{"error":{"code":"c","message":"m"},"passwordPolicies":"None"}`:                          `{"error":{"code":"c","message":"m"},"passwordPolicies":"None"}`,
		`{"pass\u0077ord":"x"}`:         `{"password":"***"}`,
		`{"temporaryAccessPass":["a"]}`: `{"temporaryAccessPass":"***"}`,
		`password=x`:                    `"(10 bytes)"`,
		`{"passwordCredentials":[{"value":"x"}],"keyCredential":{"value":"y"},"appRoles":[{"value":"z"}]}`: `{"passwordCredentials":[{"value":"***"}],"keyCredential":{"value":"***"},"appRoles":[{"value":"z"}]}`,
		`{"credentials":[{"fieldId":"p","type":"password","value":"x"}]}`:                                  `{"credentials":[{"fieldId":"p","type":"password","value":"***"}]}`,
		`{"value":[{"keyId":"1","value":"x"}]}`:                                                            `{"value":[{"keyId":"1","value":"***"}]}`,
		`{"credentials":[{"FieldID":"p","Type":"password","Value":"x"}]}`:                                  `{"credentials":[{"FieldID":"p","Type":"password","Value":"***"}]}`,
		`{"keyCredentials":"x","passwordCredentials":["y"]}`:                                               `{"keyCredentials":"***","passwordCredentials":"***"}`,
		`{"addIns":[{"properties":[{"key":"url","value":"https://a"}]}]}`:                                  `{"addIns":[{"properties":[{"key":"url","value":"https://a"}]}]}`,
		`[{"password":1},"a",null]`:                                                                        `[{"password":"***"},"a",null]`,
	} {
		if got := string(rest.MaskJSON([]byte(text))); got != want {
			t.Errorf("%s\nis    %s\nwant  %s", text, got, want)
		}
	}
}

func TestDebugShowsNoSecret(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	f := &fake{answers: []answer{{
		status: 201, body: `{"secretText":"hush-1","displayName":"App"}`,
		header: http.Header{"Content-Type": {"application/json"}, "Set-Cookie": {"hush-2"}, "Request-Id": {"r1"}},
	}}}
	c, _ := newClient(t, f, func(o *rest.Options) {
		o.Debug = &log
		o.Authorize = func(_ context.Context, h *http.Request) error {
			h.Header.Set("Authorization", "Bearer hush-3")
			return nil
		}
	})
	_, err := c.Do(t.Context(), &rest.Request{
		Method: "POST", Path: "applications/1/addPassword", Query: "code=hush-4",
		Body: []byte(`{"passwordCredential":{"displayName":"d"},"password":"hush-5"}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(log.String(), "hush") {
		t.Errorf("a secret is in the log:\n%s", log.String())
	}
	for _, want := range []string{"> POST https://graph.test/prefix/v1.0/applications/1/addPassword", "> Authorization: ***", "< 201 Created", "< Request-Id: r1", `"displayName":"App"`, `"displayName":"d"`} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %q in the log:\n%s", want, log.String())
		}
	}
}

func TestDebugMasksForms(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	f := &fake{answers: []answer{{status: 200}}}
	c, _ := newClient(t, f, func(o *rest.Options) { o.Debug = &log })
	_, err := c.Do(t.Context(), &rest.Request{
		Method: "POST", Path: "token", Body: []byte("grant_type=password&username=lee&password=hush&client_secret=hush"),
		Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(log.String(), "hush") || !strings.Contains(log.String(), "username=lee") {
		t.Errorf("log:\n%s", log.String())
	}
}
