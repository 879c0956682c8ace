package edm_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// An error tells no secret, whatever is wrong with it.
func TestValueErrorsTellNoSecrets(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"passwordCredentials":["hush"]}`, `{"passwordCredentials":"hush"}`, `{"keyCredentials":[{"key":"hush, not base64"}]}`,
		`{"passwordCredentials":[{"secretText":["hush"]}]}`, `{"keyCredentials":{"key":"hush"}}`,
	} {
		body, err := odata.ParseObject([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for name, value := range body.All() {
			err = edm.CheckValue(edm.Lookup("application"), name, value)
		}
		if err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
