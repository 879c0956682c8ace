package task

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// What a body holds as a secret is named in the journal, and not kept.
func TestSecretsAreNotKept(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ path, body, want string }{
		{"users", `{"displayName":"x","passwordProfile":{"password":"hush"}}`, "[passwordProfile]"},
		{"applications/a", `{"passwordCredentials":[{"keyId":"k","value":null},{"value":"hush"}]}`, "[passwordCredentials]"},
		{"servicePrincipals/s/createPasswordSingleSignOnCredentials", `{"id":"u","credentials":[{"fieldId":"p","type":"password","value":"hush"}]}`, "[credentials]"},
		{"applications/a/addKey", `{"keyCredential":{"type":"X509CertAndPassword","value":"hush"},"proof":"hush"}`, "[keyCredential proof]"},
		{"applications/a", `{"keyCredentials":[{"keyId":"k","value":null}],"displayName":"x"}`, "[]"},
		{"applications/a/PasswordCredentials", `{"value":"hush"}`, "[value]"},
		{"servicePrincipals/s/x", `{"credentials":[{"FieldID":"p","Value":"hush"}]}`, "[credentials]"},
		{"applications/a", `{"keyCredentials":"hush","secretText":["hush"],"pin":5}`, "[keyCredentials secretText pin]"},
		{"applications/a", `{"addIns":[{"type":"t","properties":[{"key":"url","value":"https://a.example"}]}]}`, "[]"},
		{"groups", `{"value":"a name","list":[{"value":"open"}]}`, "[]"},
	} {
		body, err := odata.ParseObject([]byte(test.body))
		if err != nil {
			t.Fatal(err)
		}
		op := &directory.Operation{Verb: directory.Request, Body: body, Request: &directory.RawRequest{Method: "POST", Path: test.path}}
		kept := forJournal(op)
		if got := fmt.Sprint(kept.Secret); got != test.want || strings.Contains(string(kept.Body.AppendJSON(nil)), "hush") {
			t.Errorf("%s %s: left out %s, kept %s", test.path, test.body, got, kept.Body.AppendJSON(nil))
		}
	}
}
