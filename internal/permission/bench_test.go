package permission_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/internal/permission"
)

// BenchmarkRequired is what each request of a caller with a token pays.
func BenchmarkRequired(b *testing.B) {
	token := user("Directory.AccessAsUser.All", userAdministrator)
	for b.Loop() {
		rule, _ := permission.Required("GET", "/auditLogs/provisioning")
		rule.Allows(token)
	}
}
