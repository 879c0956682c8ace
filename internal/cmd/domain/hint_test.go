package domaincmd

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// TestHintsOfRefusals: what to do is said where the directory refuses, and
// only there.
func TestHintsOfRefusals(t *testing.T) {
	t.Parallel()
	verify := func(err error) error { return explain("contoso.com", err) }
	for name, tt := range map[string]struct {
		explain func(error) error
		err     *apierr.Error
		want    string
	}{
		"no record":       {verify, apierr.New(apierr.Invalid, "contoso.com", "x"), "tenantctl domain dns-records contoso.com --verification"},
		"no right":        {verify, apierr.New(apierr.Forbidden, "contoso.com", "x"), ""},
		"has a hint":      {verify, apierr.New(apierr.Invalid, "contoso.com", "x").WithHint("its own"), "its own"},
		"in use":          {needed, apierr.New(apierr.Invalid, "contoso.com", "x"), "endsWith(userPrincipalName,'@contoso.com')"},
		"cannot be found": {needed, apierr.New(apierr.NotFound, "contoso.com", "x"), ""},
		"of nobody":       {needed, apierr.New(apierr.Invalid, "", "x"), ""},
	} {
		got := apierr.As(tt.explain(tt.err)).Hint
		if !strings.Contains(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("%s: the hint is %q", name, got)
		}
	}
	if err := verify(nil); err != nil {
		t.Error(err)
	}
}
