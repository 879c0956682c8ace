package core_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Licences are arithmetic: whatever is done in whatever order, the units of a
// product that are consumed are the users that have it.
func TestLicenseArithmetic(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := newLicenseWorld(t, seed)
			for step := range 100 {
				name := w.step()
				if err := w.check(); err != nil {
					t.Fatalf("seed %d, after step %d (%s): %v", seed, step, name, err)
				}
			}
			if w.refused == 0 || w.done < 30 || w.errors == 0 {
				t.Errorf("the sequence shows little: %d done, %d refused, %d licence errors", w.done, w.refused, w.errors)
			}
		})
	}
}

// licenseWorld is a directory with few units of two products, some users and
// groups, on which random acts are done.
type licenseWorld struct {
	*directory
	t      *testing.T
	random *rand.Rand
	skus   []string
	plans  map[string][]string
	users  []string // erased ones too
	groups []string

	done, refused, errors int
}

const worldUnits = 3

func newLicenseWorld(t *testing.T, sequence uint64) *licenseWorld {
	w := &licenseWorld{directory: newDirectory(t), t: t, random: rand.New(rand.NewPCG(sequence, 7)), plans: map[string][]string{}}
	w.skus = []string{"18181a46-0d4e-45cd-891e-60aabd171b4e", "efccb6f7-5641-4e0e-bd10-b4976e1bf68e"}
	err := w.Together(w.ctx, func(ctx context.Context) {
		_ = w.Read(ctx, func(tx *store.Tx) error { return w.limit(tx) })
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 7 {
		u := w.user(t, fmt.Sprintf("user%d", i), "correct-Horse-battery-staple-7-and-some-more")
		w.users = append(w.users, u.ID)
		if i > 0 { // one has no location: groups can give it licences, nobody else
			w.must(w.Update(w.ctx, u, odata.NewObject("usageLocation", "US")))
		}
	}
	for i := range 3 {
		g, err := w.Create(w.ctx, "group", odata.NewObject("displayName", fmt.Sprint(i), "mailNickname", fmt.Sprint("g", i),
			"mailEnabled", false, "securityEnabled", true))
		w.must(err)
		w.groups = append(w.groups, g.ID)
	}
	for _, u := range w.users { // more than there are units
		w.must(w.AddRef(w.ctx, w.groups[0], "members", u))
	}
	_, err = w.AssignLicense(w.ctx, w.groups[0], core.LicenseChange{Add: []core.License{{SKU: w.skus[0]}}})
	w.must(err)
	return w
}

// limit leaves few units of the products.
func (w *licenseWorld) limit(tx *store.Tx) error {
	for _, sku := range w.skus {
		r, err := tx.Get(seed.TenantID + "_" + sku)
		if err != nil {
			return err
		}
		var plans []struct{ ServicePlanID string }
		w.must(r.Props.Decode("servicePlans", &plans))
		for _, p := range plans {
			w.plans[sku] = append(w.plans[sku], p.ServicePlanID)
		}
		r.Props.Set("prepaidUnits", odata.NewObject("enabled", worldUnits-1, "lockedOut", 0, "suspended", 9, "warning", 1))
		w.must(tx.Update(r))
	}
	return nil
}

func (w *licenseWorld) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *licenseWorld) pick(list []string) string { return list[w.random.IntN(len(list))] }

// step does one random act; the directory may refuse it, but only in words.
func (w *licenseWorld) step() string {
	user, group := w.pick(w.users), w.pick(w.groups)
	acts := []struct {
		name   string
		weight int
		do     func() error
	}{
		{"assign", 6, func() error { return w.assign(user) }},
		{"assign to a group", 3, func() error { return w.assign(group) }},
		{"join", 5, func() error { return w.AddRef(w.ctx, group, "members", user) }},
		{"join by update", 2, func() error { return w.joinByUpdate(group, user) }},
		{"leave", 4, func() error { return w.RemoveRef(w.ctx, group, "members", user) }},
		{"delete", 2, func() error { return w.Delete(w.ctx, user) }},
		{"restore", 5, func() error { _, err := w.Restore(w.ctx, user); return err }},
		{"reprocess", 2, func() error { _, err := w.ReprocessLicenses(w.ctx, user); return err }},
		{"change", 1, func() error { return w.rename(user) }},
		{"erase", 1, func() error { return w.Erase(w.ctx, user) }},
		{"delete a group", 1, func() error { return w.deleteLicensed(group) }},
	}
	n := 0
	for _, act := range acts {
		n += act.weight
	}
	n = w.random.IntN(n)
	for _, act := range acts {
		if n -= act.weight; n < 0 {
			w.count(act.name, act.do())
			return act.name
		}
	}
	return ""
}

func (w *licenseWorld) count(act string, err error) {
	switch {
	case err == nil:
		w.done++
	case status(err) == http.StatusBadRequest || status(err) == http.StatusNotFound || errors.Is(err, store.ErrNotFound):
		w.refused++
	default:
		w.t.Fatalf("%s: %v", act, err)
	}
}

// deleteLicensed tries to delete a group, which has to be refused while it
// gives licences; of one that gives none nothing is tried, since the groups
// are few.
func (w *licenseWorld) deleteLicensed(group string) error {
	if len(licensesOf(w.stored(w.t, group))) == 0 {
		return nil
	}
	err := w.Delete(w.ctx, group)
	if status(err) != http.StatusBadRequest {
		w.t.Errorf("a group with licences was deleted: %v", err)
	}
	return nil
}

func (w *licenseWorld) assign(id string) error {
	var c core.LicenseChange
	for _, sku := range w.skus {
		switch w.random.IntN(3) {
		case 0:
			c.Remove = append(c.Remove, sku)
		case 1:
			one := core.License{SKU: sku}
			for _, p := range w.plans[sku] {
				if w.random.IntN(2) == 0 {
					one.Disabled = append(one.Disabled, p)
				}
			}
			c.Add = append(c.Add, one)
		}
	}
	_, err := w.AssignLicense(w.ctx, id, c)
	return err
}

func (w *licenseWorld) joinByUpdate(group, user string) error {
	return w.Update(w.ctx, &store.Record{ID: group, Type: "group"}, odata.NewObject("description", user,
		"members@odata.bind", []string{"https://graph.microsoft.com/v1.0/directoryObjects/" + user}))
}

func (w *licenseWorld) rename(user string) error {
	return w.Update(w.ctx, &store.Record{ID: user, Type: "user"}, odata.NewObject("jobTitle", fmt.Sprint(w.random.IntN(9))))
}

// Of many who ask at once for the last units, as many get one as there are.
func TestLastUnits(t *testing.T) {
	t.Parallel()
	w := newLicenseWorld(t, 1)
	_, err := w.AssignLicense(w.ctx, w.groups[0], core.LicenseChange{Remove: w.skus[:1]})
	w.must(err)
	var wait sync.WaitGroup
	var given, refused atomic.Int32
	for _, id := range w.users[1:] {
		wait.Go(func() {
			_, err := w.AssignLicense(w.ctx, id, core.LicenseChange{Add: []core.License{{SKU: w.skus[0]}}})
			switch {
			case err == nil:
				given.Add(1)
			case status(err) == http.StatusBadRequest:
				refused.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if given.Load() != worldUnits || refused.Load() != int32(len(w.users)-1-worldUnits) {
		t.Errorf("%d got a unit of %d, %d were refused", given.Load(), worldUnits, refused.Load())
	}
	w.must(w.check())
}

// state is what the directory says of one assignment.
type state struct {
	AssignedByGroup     *string
	DisabledPlans       []string
	Error, SKUID, State string
}

// check counts anew what the directory keeps count of.
func (w *licenseWorld) check() error {
	return w.Read(w.ctx, func(tx *store.Tx) error {
		holders, failing := map[string]int{}, map[string]map[string]bool{}
		for r, err := range tx.List(store.ListQuery{Types: []string{"user"}}) {
			if err != nil {
				return err
			}
			if err := w.checkUser(tx, r, holders, failing); err != nil {
				return fmt.Errorf("user %s: %w", r.ID, err)
			}
		}
		for _, sku := range w.skus {
			if err := w.checkUnits(tx, sku, holders[sku]); err != nil {
				return err
			}
		}
		return w.checkGroups(tx, failing)
	})
}

func (w *licenseWorld) checkUnits(tx *store.Tx, sku string, holders int) error {
	r, err := tx.Get(seed.TenantID + "_" + sku)
	if err != nil {
		return err
	}
	var consumed int
	if err := r.Props.Decode("consumedUnits", &consumed); err != nil {
		return err
	}
	if consumed != holders || consumed < 0 || consumed > worldUnits {
		return fmt.Errorf("%s: %d units are consumed, %d users have it, %d were bought", sku, consumed, holders, worldUnits)
	}
	return nil
}

// checkUser checks one user against the groups that it is in.
func (w *licenseWorld) checkUser(tx *store.Tx, r *store.Record, holders map[string]int, failing map[string]map[string]bool) error {
	var states []state
	if !r.Props.IsNull("licenseAssignmentStates") {
		if err := r.Props.Decode("licenseAssignmentStates", &states); err != nil {
			return err
		}
	}
	on := map[string]map[string]bool{} // plans that are on, by product that the user has
	inherited := map[string]string{}   // disabled plans by group and product
	wanting := map[string]bool{}       // products of which there was no unit
	for _, s := range states {
		group := ""
		if s.AssignedByGroup != nil {
			group = *s.AssignedByGroup
			inherited[group+" "+s.SKUID] = fmt.Sprint(s.DisabledPlans)
		}
		switch {
		case s.State == "Error" && s.Error == "CountViolation" && group != "":
			w.errors++
			wanting[s.SKUID] = true
			if failing[group] == nil {
				failing[group] = map[string]bool{}
			}
			failing[group][r.ID] = true
			continue
		case s.State != "Active" || s.Error != "None":
			return fmt.Errorf("state %+v", s)
		}
		if on[s.SKUID] == nil {
			on[s.SKUID] = map[string]bool{}
			holders[s.SKUID]++
		}
		for _, p := range w.plans[s.SKUID] {
			on[s.SKUID][p] = on[s.SKUID][p] || !slices.Contains(s.DisabledPlans, p)
		}
	}
	for sku := range wanting {
		if on[sku] != nil {
			return fmt.Errorf("has %s and has it not", sku)
		}
	}
	if err := w.checkInherited(tx, r, inherited); err != nil {
		return err
	}
	return w.checkShown(r, on)
}

// checkInherited compares with what the groups give.
func (w *licenseWorld) checkInherited(tx *store.Tx, r *store.Record, have map[string]string) error {
	want := map[string]string{}
	for _, id := range w.groups {
		member, err := tx.Linked("members", id, r.ID)
		if err != nil {
			return err
		}
		g, err := tx.Get(id)
		if err != nil || !member {
			continue
		}
		for _, l := range licensesOf(g) {
			want[id+" "+l.SKU] = fmt.Sprint(l.Disabled)
		}
	}
	if !maps.Equal(want, have) {
		return fmt.Errorf("inherits %v, its groups give %v", have, want)
	}
	return nil
}

func licensesOf(r *store.Record) []core.License {
	var list []core.License
	raw, _ := r.Props.Raw("assignedLicenses")
	_ = json.Unmarshal(raw, &list)
	return list
}

// checkShown compares assignedLicenses and assignedPlans with the
// assignments.
func (w *licenseWorld) checkShown(r *store.Record, on map[string]map[string]bool) error {
	licenses := licensesOf(r)
	if len(licenses) != len(on) {
		return fmt.Errorf("shows %v, has %v", licenses, on)
	}
	enabled := map[string]bool{}
	for _, l := range licenses {
		for p, is := range on[l.SKU] {
			if is == slices.Contains(l.Disabled, p) {
				return fmt.Errorf("plan %s of %s: on %v, shown as disabled %v", p, l.SKU, is, l.Disabled)
			}
			if is {
				enabled[p] = true
			}
		}
	}
	var plans []struct{ ServicePlanID, CapabilityStatus string }
	if !r.Props.IsNull("assignedPlans") {
		if err := r.Props.Decode("assignedPlans", &plans); err != nil {
			return err
		}
	}
	shown := map[string]bool{}
	for _, p := range plans {
		if p.CapabilityStatus == "Enabled" {
			shown[p.ServicePlanID] = true
		}
	}
	if !maps.Equal(shown, enabled) {
		return fmt.Errorf("assignedPlans %v, plans that are on %v", shown, enabled)
	}
	return nil
}

// checkGroups compares the groups' record of members in error.
func (w *licenseWorld) checkGroups(tx *store.Tx, failing map[string]map[string]bool) error {
	for r, err := range tx.List(store.ListQuery{Types: []string{"group"}}) {
		if err != nil {
			return err
		}
		noted := map[string]bool{}
		for u, err := range tx.List(store.ListQuery{Via: &store.Via{Relation: "membersWithLicenseErrors", ID: r.ID}}) {
			if err != nil {
				return err
			}
			noted[u.ID] = true
		}
		has, _ := r.Props.Bool("hasMembersWithLicenseErrors")
		if !maps.Equal(noted, failing[r.ID]) || has != (len(noted) > 0) {
			return fmt.Errorf("group %s notes errors of %v (%v), there are %v", r.ID, noted, has, failing[r.ID])
		}
	}
	return nil
}
