package noun_test

import (
	"slices"
	"testing"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// TestScalarsHaveFlags finds a flag for every property of applications and
// service principals that is one value (or a list of texts) and can be
// written, and shows what the flag wrote. Structures take --set.
func TestScalarsHaveFlags(t *testing.T) {
	t.Parallel()
	for _, n := range []*cmdkit.Noun{noun.App(), noun.ServicePrincipal()} {
		typ := edm.Lookup(n.Type)
		for p := range typ.AllProperties() {
			inner := edm.Lookup(p.Type)
			rule := typ.Rule(p.Name)
			if rule.ReadOnly || p.Type == "Edm.Stream" || inner != nil && inner.Kind == edm.Complex || p.Name == n.AlternateKey {
				continue
			}
			if !slices.ContainsFunc(n.Settable, func(f cmdkit.Field) bool { return f.Property == p.Name }) {
				t.Errorf("%s: %s (%s) has no flag", n.Name, p.Name, p.Type)
			}
			if !slices.Contains(n.Properties, p.Name) {
				t.Errorf("%s: %s (%s) has a flag and is not shown", n.Name, p.Name, p.Type)
			}
		}
	}
}
