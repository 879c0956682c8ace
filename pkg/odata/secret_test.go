package odata_test

import (
	"fmt"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestSecretNames(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ of, text, want string }{
		{"", `{"displayName":"x","secretText":"s","SECRETTEXT":"s","private_key":"s","passwordProfile":{}}`, "[secretText SECRETTEXT private_key]"},
		{"", `{"forceChangePasswordNextSignIn":true,"passwordPolicies":"None","token_type":"Bearer","$skiptoken":"x"}`, "[]"},
		{"", `{"accessToken":"s","idToken":[{"name":"email"}],"saml2Token":[],"refreshToken":["s"]}`, "[accessToken refreshToken]"},
		{"", `{"key":"BaseAddress","value":"https://a.example"}`, "[]"}, // a pair, as of addIns
		{"", `{"Key":"SecretToken","Value":"s"}`, "[Value]"},
		{"", `{"value":"a name"}`, "[]"},
		{"keyCredentials", `{"key":"s","value":"s","usage":"Sign"}`, "[key value]"},
		{"passwordCredential", `{"value":"s"}`, "[value]"},
		{"PasswordCredentials", `{"VALUE":"s"}`, "[VALUE]"},
		{"credentials", `{"field":"p","value":"s"}`, "[value]"},
		{"", `{"FieldID":"p","Value":"s"}`, "[Value]"},
		{"", `{"keyCredentials":"s","passwordCredentials":[ "s"],"credentials":[{"fieldId":"p"}]}`, "[keyCredentials passwordCredentials]"},
		{"", `{"keyCredentials":[],"passwordCredentials":null}`, "[]"},
	} {
		o, err := odata.ParseObject([]byte(test.text))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(o.SecretNames(test.of)); got != test.want {
			t.Errorf("%s %s: %s, want %s", test.of, test.text, got, test.want)
		}
	}
	if odata.NewObject().SecretNames("") != nil || (*odata.Object)(nil).SecretNames("x") != nil {
		t.Error("an empty object holds a secret")
	}
}
