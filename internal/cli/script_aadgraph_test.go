package cli_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tenantctl/tenantctl/internal/embedded"
)

// overAADGraph are the scripts that must say and print the same on a profile
// of protocol aadgraph.
func overAADGraph() []string {
	return []string{
		"app_restore",
		"app_rotate",
		"domain",
		"domain_change",
		"extension_property",
		"me",
		"me_change_password",
		"me_manager",
		"membership",
		"membership_limit",
		"membership_names",
		"object",
		"organization",
	}
}

// notOverAADGraph are the scripts that by nature cannot, each with the reason.
func notOverAADGraph() []leftOut {
	return []leftOut{}
}

// TestScriptsOverAADGraph runs scripts with the directory on a TLS socket, on
// which the program speaks Azure AD Graph with it. Nothing of it is recorded:
// the contract checker knows Microsoft Graph only.
func TestScriptsOverAADGraph(t *testing.T) {
	if testing.Short() {
		t.Skip("scripts a third time: not with -short")
	}
	if len(overAADGraph()) == 0 {
		t.Skip("no script is known to run over Azure AD Graph")
	}
	t.Setenv(recordVar, "")
	plain := func(next http.Handler) http.Handler { return next }
	testscript.Run(t, scriptsOver(t, overAADGraph(), protocol{"aadgraph", "https://graph.windows.net", plain}))
}

// issue gives a token of the administrator for a resource.
func issue(directory *embedded.Server, resource string) (string, error) {
	issuer, ok := any(directory).(interface {
		IssueTokenFor(ctx context.Context, resource, user, appID string) (string, error)
	})
	switch {
	case ok:
		return issuer.IssueTokenFor(context.Background(), resource, "admin@contoso.onmicrosoft.com", "")
	case resource == "https://graph.microsoft.com":
		return directory.IssueToken(context.Background(), "admin@contoso.onmicrosoft.com", "")
	}
	return "", errors.New("the directory issues no token for " + resource)
}
