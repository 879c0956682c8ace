package importcmd

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/bulk"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/plan"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// passwords gives new people theirs: hidden ones, or readable ones that are
// listed in a file.
type passwords struct {
	path string // absolute, "" if nobody is to see them
	rows [][2]string
}

// passwords refuses a file that is there before anything is planned.
func (o *options) passwords() (*passwords, error) {
	p := &passwords{}
	if o.passwordsOut == "" {
		return p, nil
	}
	if err := cmdkit.CheckNewFile("--passwords-out", o.passwordsOut); err != nil {
		return nil, err
	}
	path, err := filepath.Abs(o.passwordsOut)
	p.path = path
	return p, err
}

// create makes the body of a new person.
func (p *passwords) create(w plan.Want) (*odata.Object, error) {
	if p.path == "" {
		return bulk.NewUser(w, bulk.Hidden), nil
	}
	return bulk.NewUser(w, func(upn string) string {
		made := cmdkit.ReadablePassword()
		p.rows = append(p.rows, [2]string{upn, made})
		return made
	}), nil
}

// write lists the passwords in their new file, before anything is sent: a
// person who was created always has a password that is in the file.
func (p *passwords) write() error {
	if len(p.rows) == 0 {
		return nil
	}
	slices.SortFunc(p.rows, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return output.WriteSecretFile(p.path, bulk.FormatPasswords(p.rows))
}
