package store

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// person is a user as rich as those of an import.
func person(n int) *Record {
	departments := []string{"Sales", "Engineering", "Finance", "Operations", "Legal", "Human Resources"}
	return user(n,
		"givenName", fmt.Sprintf("Given%d", n%5000), "surname", fmt.Sprintf("Surname%d", n%7000),
		"displayName", fmt.Sprintf("Given%d Surname%d", n%5000, n%7000),
		"mailNickname", fmt.Sprintf("user%d", n), "mail", fmt.Sprintf("user%d@contoso.onmicrosoft.com", n),
		"jobTitle", fmt.Sprintf("Engineer of sort %d", n%300), "department", fmt.Sprintf("%s %d", departments[n%6], n%1000),
		"officeLocation", "1/2209", "businessPhones", []string{"(0481) 383521150"}, "mobilePhone", "+49-7215-95459815",
		"streetAddress", "Im Scheffengarten 1", "city", fmt.Sprintf("City %d", n%900), "state", "Saarland",
		"postalCode", "36292", "country", "DE", "usageLocation", "DE", "preferredLanguage", "de-DE",
		"employeeId", fmt.Sprintf("E%d", 100000+n), "employeeType", "Employee", "userType", "Member",
		"createdDateTime", "2026-01-02T03:04:05Z")
}

const crowd = 100_000

// fillCrowd fills a store with the crowd, every second one a member of a
// group.
func fillCrowd(b testing.TB, s *Store) {
	b.Helper()
	group := &Record{ID: "group", Type: "group", Props: odata.NewObject("displayName", "Everyone", "mailNickname", "all")}
	insert(b, s, group)
	for from := 0; from < crowd; from += 10_000 {
		write(b, s, func(tx *Tx) error {
			for n := from; n < from+10_000; n++ {
				r := person(n)
				if err := tx.Insert(r); err != nil {
					return err
				}
				if n%2 == 0 {
					if _, err := tx.Link("members", group.ID, r.ID); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
}

func drain(b *testing.B, s *Store, q ListQuery, want int) {
	n := 0
	read(b, s, func(tx *Tx) error {
		for _, err := range tx.List(q) {
			if err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if n != want {
		b.Fatalf("%d objects, want %d", n, want)
	}
}

func parse(t testing.TB, filter string) odata.Expr {
	t.Helper()
	e, err := odata.ParseFilter(filter)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func BenchmarkCrowd(b *testing.B) {
	s := open(b)
	fill := sync.OnceFunc(func() { fillCrowd(b, s) })
	users := []string{"user"}
	at := ListQuery{Types: users}.CursorOf(&Record{Seq: 50_000})
	byName := ListQuery{Types: users, OrderBy: []odata.Order{{Path: "displayName"}}, Limit: 999}
	byNameAt := byName
	byNameAt.After = byName.CursorOf(&Record{Seq: 1, Props: odata.NewObject("displayName", "Given3")})
	members := ListQuery{Via: &Via{Relation: "members", ID: "group"}, Limit: 999}
	search, err := odata.ParseSearch(`"displayName:surname6999"`)
	if err != nil {
		b.Fatal(err)
	}
	benchmarks := []struct {
		name string
		q    ListQuery
		want int
	}{
		{"EqUserPrincipalName", ListQuery{Types: users, Filter: parse(b, "userPrincipalName eq 'user77777@contoso.onmicrosoft.com'")}, 1},
		{"EqDepartment", ListQuery{Types: users, Filter: parse(b, "department eq 'Sales 6'")}, 34},
		{"EqUnindexed", ListQuery{Types: users, Filter: parse(b, "city eq 'city 6'")}, 112},
		{"EqJSON", ListQuery{Types: users, Filter: parse(b, "postalCode eq '0'")}, 0},
		{"Page", ListQuery{Types: users, Limit: 999}, 999},
		{"PageAt50000", ListQuery{Types: users, Limit: 999, After: at}, 999},
		{"OrderBy", byName, 999},
		{"OrderByAfter", byNameAt, 999},
		{"StartsWithOrderBy", ListQuery{Types: users, Filter: parse(b, "startsWith(displayName,'given123')"),
			OrderBy: byName.OrderBy, Limit: 999}, 220},
		{"Search", ListQuery{Types: users, Search: search}, 14},
		{"Members", members, 999},
		{"TransitiveMembers", ListQuery{Via: &Via{Relation: "members", ID: "group", Transitive: true}, Limit: 999}, 999},
	}
	for _, bm := range benchmarks {
		b.Run(bm.name, func(b *testing.B) {
			fill()
			drain(b, s, bm.q, bm.want)
			b.ResetTimer()
			for range b.N {
				drain(b, s, bm.q, bm.want)
			}
		})
	}
	b.Run("Count", func(b *testing.B) {
		fill()
		for range b.N {
			read(b, s, func(tx *Tx) error { _, err := tx.Count(ListQuery{Types: users}); return err })
		}
	})
}

// BenchmarkInsert gives the time of one of 1,000 inserts in a transaction.
func BenchmarkInsert(b *testing.B) {
	s := open(b)
	people := make([]*Record, 1000)
	for i := 0; i < b.N; {
		b.StopTimer()
		for n := range people {
			people[n] = person(i + n)
		}
		b.StartTimer()
		write(b, s, func(tx *Tx) error {
			for _, p := range people {
				if i++; i > b.N {
					break
				}
				if err := tx.Insert(p); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// BenchmarkCommit gives the time of a transaction of one insert.
func BenchmarkCommit(b *testing.B) {
	s := open(b)
	n := 0
	for b.Loop() {
		n++
		insert(b, s, person(n))
	}
}

func BenchmarkOpenReadClose(b *testing.B) {
	path := filepath.Join(b.TempDir(), "directory.db")
	s := openAt(b, path)
	insert(b, s, person(1))
	s.Close()
	for b.Loop() {
		s, err := Open(b.Context(), path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		read(b, s, func(tx *Tx) error {
			_, err := tx.Get(person(1).ID)
			return err
		})
		s.Close()
	}
}

func BenchmarkCreateFromImage(b *testing.B) {
	dir := b.TempDir()
	image := image(b)
	n := 0
	for b.Loop() {
		n++
		s, err := Open(b.Context(), filepath.Join(dir, fmt.Sprint(n)), Options{Image: func() ([]byte, error) { return image, nil }})
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}
