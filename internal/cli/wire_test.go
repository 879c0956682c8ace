package cli_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/internal/auth"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/profile"
)

// TestSettingsNameWhatThereIs keeps the values that a profile takes to those
// that the packages know which work with them.
func TestSettingsNameWhatThereIs(t *testing.T) {
	t.Parallel()
	known := map[string][]string{"auth": auth.Methods(), "output": output.Formats()}
	for _, k := range profile.Keys() {
		want, checked := known[k.Name]
		if !checked {
			continue
		}
		delete(known, k.Name)
		if got := k.Choices(); len(got) != len(want) {
			t.Errorf("%s takes %v, known are %v", k.Name, got, want)
		}
		for _, value := range want {
			if err := profile.Check(profile.Paths{Config: t.TempDir()}, "lab", map[string]string{k.Name: value}); err != nil {
				t.Error(err)
			}
		}
	}
	if len(known) > 0 {
		t.Errorf("there is no setting for %v", known)
	}
}
