package mecmd

import (
	"bufio"
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/edm"
)

// The environment variables that hold the passwords.
const (
	currentEnv = "TENANTCTL_CURRENT_PASSWORD"
	newEnv     = "TENANTCTL_NEW_PASSWORD"
)

// passwords are the present password and the wanted one, and how the command
// gets them: never from a flag's value.
type passwords struct {
	stdin                bool
	currentFile, newFile string
	current, wanted      string
}

func (p *passwords) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&p.stdin, "passwords-stdin", false, "read both from standard input: the present password on the first line, the new one on the second")
	f.StringVar(&p.currentFile, "current-password-file", "", "read the present password from this `FILE`")
	f.StringVar(&p.newFile, "new-password-file", "", "read the new password from this `FILE`")
}

// validate refuses flags that contradict each other.
func (p *passwords) validate() error {
	if p.stdin && (p.currentFile != "" || p.newFile != "") {
		return cmdkit.Usagef("--passwords-stdin and the files exclude each other")
	}
	return nil
}

// get gets both passwords and holds the new one to the directory's rules.
func (p *passwords) get(ctx context.Context, a *app.App) error {
	if p.stdin {
		if err := p.readBoth(a.IO.In); err != nil {
			return err
		}
		return p.check()
	}
	current := origin{"current", "Present password", p.currentFile, currentEnv}
	wanted := origin{"new", "New password", p.newFile, newEnv}
	var asked bool
	var err error
	if p.current, _, err = current.read(ctx, a); err != nil {
		return err
	}
	if p.wanted, asked, err = wanted.read(ctx, a); err != nil {
		return err
	}
	if err := p.check(); err != nil || !asked {
		return err
	}
	again, err := a.Prompter().Secret(ctx, "New password again", nil)
	if err == nil && again != p.wanted {
		err = cmdkit.Usagef("the new passwords differ: nothing was changed")
	}
	return err
}

// check finds what the directory would refuse.
func (p *passwords) check() error {
	if err := edm.CheckPassword(p.wanted, ""); err != nil {
		return cmdkit.Usagef("the new password cannot be used: %v", err)
	}
	if p.wanted == p.current {
		return cmdkit.Usagef("the new password is the present one")
	}
	return nil
}

// maxLines bounds what is read of standard input, in bytes.
const maxLines = 64 << 10

func (p *passwords) readBoth(in io.Reader) (err error) {
	lines := bufio.NewReader(io.LimitReader(in, maxLines))
	if p.current, err = cmdkit.NextPassword(lines, "the first line of standard input"); err != nil {
		return err
	}
	p.wanted, err = cmdkit.NextPassword(lines, "the second line of standard input")
	return err
}

// origin says where one of the passwords may be.
type origin struct{ name, label, file, env string }

// read finds a password; asked says that it put a question.
func (from origin) read(ctx context.Context, a *app.App) (password string, asked bool, err error) {
	switch {
	case from.file != "":
		password, err = cmdkit.PasswordFromFile(from.file)
		return password, false, err
	case a.Env(from.env) != "":
		return a.Env(from.env), false, nil
	case a.Flags.Yes || !a.IO.CanPrompt():
		return "", false, cmdkit.Usagef("the %s password is needed", from.name).
			WithHint("there is no terminal to ask on: use --" + from.name + "-password-file, --passwords-stdin or the variable " + from.env)
	}
	password, err = a.Prompter().Secret(ctx, from.label, func(s string) error {
		if s == "" {
			return errors.New("a password is needed")
		}
		return nil
	})
	return password, true, err
}
