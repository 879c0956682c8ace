package credential

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// The environment variables that open encrypted keys.
const (
	// PasswordEnv holds the password of private keys.
	PasswordEnv = "TENANTCTL_KEY_PASSWORD"
	// PasswordFileEnv names a file whose first line is that password.
	PasswordFileEnv = "TENANTCTL_KEY_PASSWORD_FILE"
)

// Password makes a function for [LoadOptions]: it looks for the password in
// the environment, then in the file that the environment names, and then asks,
// with ask, which may be nil.
func Password(env func(string) string, ask func(ctx context.Context, path string) (string, error)) func(context.Context, string) (string, error) {
	return func(ctx context.Context, path string) (string, error) {
		if password := env(PasswordEnv); password != "" {
			return password, nil
		}
		if file := env(PasswordFileEnv); file != "" {
			return FirstLine(file)
		}
		if ask != nil {
			return ask(ctx, path)
		}
		return "", needsPassword(path)
	}
}

// FirstLine reads a secret from the first line of a file, without its end. An
// empty one is an error.
func FirstLine(path string) (string, error) {
	data, err := read(path)
	if err != nil {
		return "", err
	}
	line, _, _ := strings.Cut(string(data), "\n")
	if line = strings.TrimRight(line, "\r"); line == "" {
		return "", apierr.New(apierr.Usage, path, "the first line of the file is empty: it should be a secret")
	}
	return line, nil
}
