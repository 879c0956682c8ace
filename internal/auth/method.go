package auth

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"

	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// The environment variables that hold, or name the files of, credentials.
const (
	SecretEnv         = "TENANTCTL_CLIENT_SECRET"
	SecretFileEnv     = "TENANTCTL_CLIENT_SECRET_FILE"
	CertificateEnv    = "TENANTCTL_CLIENT_CERTIFICATE"     // a file
	CertificateKeyEnv = "TENANTCTL_CLIENT_CERTIFICATE_KEY" // a file
	TokenEnv          = "TENANTCTL_ACCESS_TOKEN"
	TokenFileEnv      = "TENANTCTL_ACCESS_TOKEN_FILE"
)

// method is one way to get tokens.
type method interface {
	// get asks for a new token.
	get(ctx context.Context) (*token, error)
	// identity stands for the credential in the key under which tokens are
	// stored, so that a changed secret is not answered with the token of the
	// old one. "" if tokens must not be stored.
	identity() string
	// hint says what to do when the directory refuses a token.
	hint() string
}

// choose finds the way to sign in: the setting's, else by what the environment
// holds.
func (c Config) choose() (method, error) {
	switch c.Method {
	case Secret:
		return c.withSecret()
	case Certificate:
		return c.withCertificate()
	case Token:
		return c.withToken()
	case "":
		return c.byEnvironment()
	}
	return nil, apierr.New(apierr.Usage, c.Name+": auth", fmt.Sprintf("%q is none of: %s", c.Method, strings.Join(Methods(), ", ")))
}

func (c Config) byEnvironment() (method, error) {
	if chosen, _ := Chosen("", c.Env); chosen != "" {
		c.Method = chosen
		return c.choose()
	}
	if err := c.complete(); err != nil {
		return nil, err
	}
	return nil, c.nothing(SecretEnv + ", " + CertificateEnv + " or " + TokenEnv)
}

// Chosen tells how one would sign in, by the setting auth (which may be "")
// and the environment, and which variable holds, or names the file of, the
// credential. "" stands for none.
func Chosen(setting string, env func(string) string) (method, variable string) {
	for _, one := range []struct{ method, variable string }{
		{Token, TokenEnv}, {Token, TokenFileEnv}, {Secret, SecretEnv}, {Secret, SecretFileEnv}, {Certificate, CertificateEnv},
	} {
		if (setting == "" || setting == one.method) && env(one.variable) != "" {
			return one.method, one.variable
		}
	}
	return setting, ""
}

// nothing is the error of a credential that is not there.
func (c Config) nothing(variables string) error {
	return apierr.New(apierr.Unauthenticated, c.Name, "there is nothing to sign in with").
		WithHint("set " + variables + "; see tenantctl help environment")
}

// value gives a secret from a variable, else from the file that another
// variable names.
func (c Config) value(variable, fileVariable string) (string, error) {
	if value := strings.TrimSpace(c.Env(variable)); value != "" {
		return value, nil
	}
	file := c.Env(fileVariable)
	if file == "" {
		return "", c.nothing(variable + " or " + fileVariable)
	}
	value, err := credential.FirstLine(file)
	if err != nil {
		return "", apierr.As(notSignedIn(err)).WithHint(fileVariable + " names the file that it is read from")
	}
	return strings.TrimSpace(value), nil
}

// withSecret signs in by a client secret.
func (c Config) withSecret() (method, error) {
	if err := c.complete(); err != nil {
		return nil, err
	}
	secret, err := c.value(SecretEnv, SecretFileEnv)
	if err != nil {
		return nil, err
	}
	return &secretMethod{config: c, secret: secret}, nil
}

type secretMethod struct {
	config Config
	secret string
}

func (m *secretMethod) get(ctx context.Context) (*token, error) {
	return m.config.exchange(ctx, m.secret, nil)
}

func (m *secretMethod) identity() string { return "secret\x00" + m.secret }

func (m *secretMethod) hint() string { return tokenHint }

// tokenHint is for a token that was got in the proper way and refused all the
// same.
const tokenHint = "do endpoint, authority, cloud and tenant of the profile belong together? see tenantctl profile show"

// withCertificate signs in by a client certificate.
func (c Config) withCertificate() (method, error) {
	if err := c.complete(); err != nil {
		return nil, err
	}
	m := &certificateMethod{config: c, cert: c.Env(CertificateEnv), key: c.Env(CertificateKeyEnv)}
	if m.cert == "" {
		return nil, c.nothing(CertificateEnv)
	}
	for _, file := range []string{m.cert, m.key} {
		if file == "" {
			continue
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, &apierr.Error{Kind: apierr.Unauthenticated, Message: err.Error(), Err: err,
				Hint: CertificateEnv + " and " + CertificateKeyEnv + " name files"}
		}
		sum := sha256.Sum256(content)
		m.sum += string(sum[:])
	}
	return m, nil
}

type certificateMethod struct {
	config    Config
	cert, key string // files; key is "" if cert holds both
	sum       string
}

func (m *certificateMethod) get(ctx context.Context) (*token, error) {
	path, o := m.cert, credential.LoadOptions{Password: credential.Password(m.config.Env, m.config.AskPassword)}
	if m.key != "" {
		path, o.CertPath = m.key, m.cert
	}
	loaded, err := credential.Load(ctx, path, o)
	if err != nil {
		return nil, notSignedIn(err)
	}
	t, err := m.config.asserted(ctx, loaded)
	if err != nil {
		return nil, notSignedIn(err)
	}
	return t, nil
}

func (m *certificateMethod) identity() string { return "certificate\x00" + m.sum }

func (m *certificateMethod) hint() string { return tokenHint }

// notSignedIn makes of a credential that cannot be used a sign-in that failed.
func notSignedIn(err error) error {
	e := apierr.As(err)
	if e == nil || e.Kind != apierr.Usage && e.Kind != apierr.Invalid {
		return err
	}
	failed := *e
	failed.Kind = apierr.Unauthenticated
	return &failed
}
