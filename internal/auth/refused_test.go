package auth_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func TestRefusals(t *testing.T) {
	t.Parallel()
	entra := func(code, text string) string {
		return `{"error":"invalid_client","error_description":"AADSTS` + code + `: ` + text +
			`\r\nTrace ID: 11\r\nCorrelation ID: 22\r\nTimestamp: 2026-05-01 12:00:00Z","error_codes":[` + code + `],"trace_id":"11"}`
	}
	tests := []struct {
		name, answer string
		status       int
		kind         apierr.Kind
		code         string
		want         []string
	}{
		{"wrong secret", entra("7000215", "Invalid client secret provided."), 401, apierr.Unauthenticated, "AADSTS7000215", []string{"Invalid client secret provided", "TENANTCTL_CLIENT_SECRET"}},
		{"unknown application", entra("700016", "Application not found"), 400, apierr.Unauthenticated, "AADSTS700016", []string{"app-1", "client id"}},
		{"unknown tenant", entra("90002", "Tenant not found"), 400, apierr.Unauthenticated, "AADSTS90002", []string{"no tenant contoso.onmicrosoft.com"}},
		{"bad assertion", entra("700027", "Client assertion failed signature validation"), 401, apierr.Unauthenticated, "AADSTS700027", []string{"app addkey"}},
		{"an unknown number", entra("1", "Odd"), 400, apierr.Unauthenticated, "AADSTS1", []string{"does not take the client id"}},
		{"number in the text only", `{"error":"invalid_request","error_description":"AADSTS90002: Tenant 'x' not found. Trace ID: 1"}`, 400, apierr.Unauthenticated, "AADSTS90002", []string{"Tenant 'x' not found", "cloud"}},
		{"another service", `{"error":"unauthorized_client"}`, 400, apierr.Unauthenticated, "unauthorized_client", []string{"unauthorized_client", "by itself"}},
		{"no time now", `{"error":"temporarily_unavailable","error_description":"later"}`, 400, apierr.Unavailable, "temporarily_unavailable", []string{"later"}},
		{"too many", `{"error":"slow"}`, 429, apierr.Throttled, "slow", nil},
		{"no JSON", `<html>not here`, 404, apierr.Unauthenticated, "", []string{"HTTP 404", "authority"}},
		{"broken", ``, 500, apierr.Unavailable, "", []string{"HTTP 500"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
			u.service.status, u.service.answer = test.status, test.answer
			_, err := header(t, u.open(t))
			wantError(t, err, test.kind, test.want...)
			e := apierr.As(err)
			if e.Code != test.code || e.Status != test.status || e.Target != "profile lab" {
				t.Errorf("code %q, status %d, target %q", e.Code, e.Status, e.Target)
			}
			if text := e.Error() + e.Hint; strings.Contains(text, "hush") || strings.Contains(text, "Trace ID") {
				t.Errorf("the error tells too much: %s", text)
			}
		})
	}
}

func TestAnswersThatAreNone(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ kind, answer string }{
		"a page":   {"text/html", "<html>Sign in to the network</html>"},
		"no token": {"application/json", `{"token_type":"Bearer"}`},
		"a list":   {"application/json", `[1]`},
		"nothing":  {"application/json", ``},
	} {
		u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
		u.service.status, u.service.answer, u.service.kind = 200, test.answer, test.kind
		_, err := header(t, u.open(t))
		t.Run(name, func(t *testing.T) {
			wantError(t, err, apierr.Unauthenticated, "https://login.test/", "holds no token", "authority")
		})
	}
}

func TestBusyServiceIsAskedAgain(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
	u.service.status, u.service.answer = 503, ""
	_, err := header(t, u.open(t))
	wantError(t, err, apierr.Unavailable)
	if n := u.service.asked(); n != 4 {
		t.Errorf("asked %d times, want 4", n)
	}
}
