package cmdkit

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Password is how a command gets a password: generated, from standard input,
// a file, the environment, or a question. It never comes from a flag's
// value.
type Password struct {
	Generate   bool
	Stdin      bool
	File       string
	SecretFile string
	NoChange   bool
	generated  string
}

// PasswordEnv is the environment variable that holds a password.
const PasswordEnv = "TENANTCTL_PASSWORD"

// AddFlags adds the password's flags.
func (p *Password) AddFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&p.Generate, "generate-password", false, "make a random password and show it once")
	f.BoolVar(&p.Stdin, "password-stdin", false, "read the password from standard input")
	f.StringVar(&p.File, "password-file", "", "read the password from this `FILE`")
	f.StringVar(&p.SecretFile, "secret-file", "", "write the generated password to this new `FILE` (0600) instead of showing it")
	f.BoolVar(&p.NoChange, "no-password-change", false, "do not ask for a new password at the next sign-in")
}

// Given tells whether a flag or the environment says where the password is.
func (p *Password) Given(a *app.App) bool {
	return p.Generate || p.Stdin || p.File != "" || a.Env(PasswordEnv) != ""
}

// Generated is the password that was made, "" if it came from elsewhere.
func (p *Password) Generated() string { return p.generated }

// Profile gets the password and makes the property passwordProfile of it.
func (p *Password) Profile(ctx context.Context, a *app.App) (*odata.Object, error) {
	if p.Generate && p.Stdin || p.Generate && p.File != "" || p.Stdin && p.File != "" {
		return nil, Usagef("--generate-password, --password-stdin and --password-file exclude each other")
	}
	password, err := p.get(ctx, a)
	if err != nil {
		return nil, err
	}
	if err := edm.CheckPassword(password, ""); err != nil {
		return nil, Usagef("the password cannot be used: %v", err)
	}
	return odata.NewObject("forceChangePasswordNextSignIn", !p.NoChange, "password", password), nil
}

func (p *Password) get(ctx context.Context, a *app.App) (string, error) {
	switch {
	case p.Generate:
		if err := p.checkSecretFile(a); err != nil {
			return "", err
		}
		p.generated = ReadablePassword()
		return p.generated, nil
	case p.Stdin:
		line, err := a.IO.ReadSecretLine(ctx, "Password")
		if err == nil && line == "" {
			err = Usagef("standard input holds no password")
		}
		return line, err
	case p.File != "":
		return PasswordFromFile(p.File)
	case a.Env(PasswordEnv) != "":
		return a.Env(PasswordEnv), nil
	case a.Flags.Yes || !a.IO.CanPrompt():
		return "", Usagef("one of --generate-password, --password-stdin or --password-file is needed")
	}
	return p.ask(ctx, a)
}

func (p *Password) ask(ctx context.Context, a *app.App) (string, error) {
	answer, err := a.Prompter().Secret(ctx, "Password (leave empty to generate one)", func(s string) error {
		if s == "" {
			return nil
		}
		return edm.CheckPassword(s, "")
	})
	if err == nil && answer == "" {
		p.generated = ReadablePassword()
		answer = p.generated
	}
	return answer, err
}

// checkSecretFile asks for --secret-file where the output has no place for
// a secret.
func (p *Password) checkSecretFile(a *app.App) error {
	if p.SecretFile != "" {
		return CheckNewFile("--secret-file", p.SecretFile)
	}
	if a.Flags.Query != "" || a.Flags.JQ != "" {
		return Usagef("a query may leave the generated password out").
			WithHint("add --secret-file FILE to have it written to a new file")
	}
	switch f := a.Format("table"); f {
	case "id", "csv", "tsv":
		return Usagef("-o %s does not show the generated password", f).
			WithHint("add --secret-file FILE to have it written to a new file")
	}
	return nil
}

// CheckNewFile refuses a file for secrets that is there already, or whose
// folder is not.
func CheckNewFile(flag, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return Usagef("%s: %s exists already", flag, path).WithHint("name a new file: a secret never goes into one that is there")
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return Usagef("%s: there is no folder %s", flag, filepath.Dir(path))
	}
	return nil
}

// maxPassword bounds what is read as a password (256 characters at most,
// facts/graph.md section 9).
const maxPassword = 4096

// PasswordFromFile reads the password in the first line of a file.
func PasswordFromFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", Usagef("%v", err)
	}
	defer f.Close()
	return NextPassword(bufio.NewReader(io.LimitReader(f, maxPassword)), path)
}

// NextPassword reads a line that holds a password. name is what is read, for
// errors.
func NextPassword(r *bufio.Reader, name string) (string, error) {
	line, err := r.ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", Usagef("%s holds no password", name)
	}
	return line, nil
}
