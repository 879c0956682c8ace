package rest_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/rest"
)

// FuzzMaskJSON puts a secret into whatever JSON there is, behind a password's
// name: it must not come through, and the result must be JSON.
func FuzzMaskJSON(f *testing.F) {
	for _, text := range []string{`null`, `{"a":[1,{"b":"c"}]}`, `[[]]`, `"x"`, `{"key":"k","value":"v"}`, `{`, ``, `{"a":1,"a":2}`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const secret = "S3cr3t-4711"
		if strings.Contains(text, secret) {
			t.Skip("the text holds the secret by chance")
		}
		for _, whole := range []string{text, `{"password":"` + secret + `","x":` + text + `}`, `[` + text + `,{"y":{"secretText":"` + secret + `"}}]`} {
			masked := rest.MaskJSON([]byte(whole))
			if !json.Valid(masked) || strings.Contains(string(masked), secret) {
				t.Errorf("%q became %s", whole, masked)
			}
		}
	})
}
