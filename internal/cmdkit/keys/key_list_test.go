package keys

import (
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestDaysLeft(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 4, 0, 0, 0, time.UTC)
	for end, want := range map[string]any{
		"2026-12-22T04:00:00Z": 30,
		"2026-12-22T03:00:00Z": 30,
		"2026-11-22T05:00:00Z": 1,
		"2026-11-22T03:00:00Z": -1,
		"2026-11-20T05:00:00Z": -2,
		"":                     nil,
	} {
		if got := daysLeft(odata.NewObject("endDateTime", end), now); got != want {
			t.Errorf("%s: %v, want %v", end, got, want)
		}
	}
}
