package bulk

import (
	"fmt"
	"os"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/plan"
	"github.com/tenantctl/tenantctl/internal/tabular"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Reread reads the rows of an import again, for the passwords in them, and
// gives the bodies by line. Only people have passwords.
func Reread(s task.Source) (map[int]*odata.Object, error) {
	f, err := os.Open(s.Path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t, err := tabular.Read(f, tabular.Users, tabular.Options{Name: s.Path})
	if err != nil {
		return nil, err
	}
	rows := map[int]*odata.Object{}
	for _, row := range t.Rows {
		if row.Object.Object("passwordProfile").String("password") != "" {
			rows[row.Line] = NewUser(plan.Want{Row: row.Line, Key: row.Key, Object: row.Object}, Hidden)
		}
	}
	return rows, nil
}

// Generate gives a new person of a resumed import the password that the
// journal did not keep: the one that --passwords-out listed, else another
// one that nobody is to see.
func Generate(s *task.Source, op *directory.Operation, names []string) error {
	if op.Verb != directory.Create || len(names) != 1 || names[0] != "passwordProfile" || s == nil {
		return fmt.Errorf("%s: its secret was not kept", op.Target)
	}
	password := Hidden
	if s.Passwords != "" {
		listed, err := ReadPasswords(s.Passwords)
		if err != nil {
			return err
		}
		password = listed
	}
	body := NewUser(plan.Want{Key: op.Target, Object: op.Body.Clone()}, password)
	raw, _ := body.Raw("passwordProfile")
	op.Body.Set("passwordProfile", raw)
	return nil
}
