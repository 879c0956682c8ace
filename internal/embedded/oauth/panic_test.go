package oauth_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/oauth"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// A mistake of this program is answered with 500, and not told.
func TestPanic(t *testing.T) {
	t.Parallel()
	s := oauth.New(oauth.Options{Tenant: seed.TenantID, Now: time.Now, Open: func(context.Context) (*store.Store, error) { panic("a mistake") }})
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "/"+seed.TenantID+"/discovery/v2.0/keys", nil))
	if w.Code != 500 || !strings.Contains(w.Body.String(), "server_error") || strings.Contains(w.Body.String(), "mistake") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
