package core_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// BenchmarkAssignLicense gives users a licence and takes it again, 20 of them
// in a transaction as a batch does.
func BenchmarkAssignLicense(b *testing.B) {
	s, err := store.Open(b.Context(), b.TempDir()+"/directory.db", store.Options{Image: seed.Image})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	d := core.New(func(context.Context) (*store.Store, error) { return s, nil }, time.Now)
	ctx := core.WithCaller(b.Context(), core.Caller{ID: seed.AdministratorID, User: true})
	var users []string
	for i := range 20 {
		name := fmt.Sprint("user", i)
		r, err := d.Create(ctx, "user", odata.NewObject("accountEnabled", true, "displayName", name, "mailNickname", name,
			"userPrincipalName", name+"@"+seed.Domain, "usageLocation", "US",
			"passwordProfile", odata.NewObject("password", "correct-Horse-battery-staple-7-and-some-more")))
		if err != nil {
			b.Fatal(err)
		}
		users = append(users, r.ID)
	}
	const e3 = "6fd2c87f-b296-42f0-b197-1e91e994b900"
	give, take := core.LicenseChange{Add: []core.License{{SKU: e3}}}, core.LicenseChange{Remove: []string{e3}}
	for n := 0; b.Loop(); n++ {
		c := give
		if n%2 == 1 {
			c = take
		}
		err := d.Together(ctx, func(ctx context.Context) {
			for _, id := range users {
				if _, err := d.AssignLicense(ctx, id, c); err != nil {
					b.Error(err)
				}
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(users))/b.Elapsed().Seconds(), "changes/s")
}
