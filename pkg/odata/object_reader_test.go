package odata_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Objects that follow each other are read as each is by itself, also after
// one that has other members or is none.
func TestObjectReader(t *testing.T) {
	t.Parallel()
	var r odata.ObjectReader
	for _, text := range []string{
		`{"id":"1","name":"a"}`, `{"id":"2","name":"b"}`, `{"name":"c","id":"3"}`, `{"id":`, `{}`,
		`{"id":"4","more":[1,2],"name":null}`, `{"id":"5","id":"6"}`, `[]`, `{"id":"7","name":"d"}`,
	} {
		want, wantErr := odata.ParseObject([]byte(text))
		got, err := r.Read([]byte(text))
		if (err == nil) != (wantErr == nil) {
			t.Errorf("%s: %v, want %v", text, err, wantErr)
			continue
		}
		if err == nil && string(got.AppendJSON(nil)) != string(want.AppendJSON(nil)) {
			t.Errorf("%s: got %s", text, got.AppendJSON(nil))
		}
	}
}
