package embedded_test

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded"
)

// What waits in the deleted items is counted as its list has it: an
// application is one, whatever it contains.
func TestInfoCountsDeleted(t *testing.T) {
	t.Parallel()
	s, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(t.TempDir(), "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	c := &http.Client{Transport: s.Transport()}
	_, made := send(t, c, "POST", "/applications", `{"displayName":"Payroll"}`)
	var app struct{ ID string }
	if err := json.Unmarshal([]byte(made), &app); err != nil {
		t.Fatal(err)
	}
	send(t, c, "POST", "/applications/"+app.ID+"/extensionProperties", `{"name":"cost","dataType":"String","targetObjects":["User"]}`)
	send(t, c, "DELETE", "/applications/"+app.ID, "")
	info, err := s.Info(t.Context())
	if err != nil || info.Deleted != 1 {
		t.Errorf("%d deleted objects, want 1: %v", info.Deleted, err)
	}
}
