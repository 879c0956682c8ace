package core_test

import (
	"encoding/json"
	"testing"

	"golang.org/x/crypto/bcrypt"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// TestPasswordCost: a password is hashed at bcrypt's cost of 10, and cheaper
// only where a test's context says so.
func TestPasswordCost(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	cost := func(name string) int {
		var kept struct{ Bcrypt string }
		if err := json.Unmarshal(d.stored(t, d.user(t, name, "Tq7!pass-0001").ID).Secret, &kept); err != nil {
			t.Fatal(err)
		}
		cost, err := bcrypt.Cost([]byte(kept.Bcrypt))
		if err != nil {
			t.Fatal(err)
		}
		return cost
	}
	if got := cost("dear"); got != 10 {
		t.Errorf("a password is hashed at cost %d", got)
	}
	d.ctx = core.WithPasswordCost(d.ctx, bcrypt.MinCost)
	if got := cost("cheap"); got != bcrypt.MinCost {
		t.Errorf("a test's password is hashed at cost %d", got)
	}
}
