package store

import (
	"fmt"
	"path/filepath"
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
		"jobTitle", fmt.Sprintf("Engineer of sort %d", n%300), "department", fmt.Sprintf("%s %d", departments[n%6], n%100),
		"officeLocation", "1/2209", "businessPhones", []string{"(0481) 383521150"}, "mobilePhone", "+49-7215-95459815",
		"streetAddress", "Im Scheffengarten 1", "city", fmt.Sprintf("City %d", n%900), "state", "Saarland",
		"postalCode", "36292", "country", "DE", "usageLocation", "DE", "preferredLanguage", "de-DE",
		"employeeId", fmt.Sprintf("E%d", 100000+n), "employeeType", "Employee", "userType", "Member",
		"createdDateTime", "2026-01-02T03:04:05Z")
}

func BenchmarkInsert1000(b *testing.B) {
	dir := b.TempDir()
	for i := range b.N {
		s := openAt(b, filepath.Join(dir, fmt.Sprintf("%d.db", i)))
		write(b, s, func(tx *Tx) error {
			for n := range 1000 {
				if err := tx.Insert(person(n)); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func BenchmarkOpenReadClose(b *testing.B) {
	path := filepath.Join(b.TempDir(), "directory.db")
	s := openAt(b, path)
	insert(b, s, person(1))
	s.Close()
	b.ResetTimer()
	for range b.N {
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

var _ = odata.Fold
