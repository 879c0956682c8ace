package appcmd

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// proof is how a command proves that it has a key of the application: with a
// token that the key signed (application-rollkey-prooftoken, facts/graph.md,
// section 10). The token is a secret; it is made when all else is ready.
type proof struct {
	key, certificate, passwordFile string
}

func (p *proof) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&p.key, "sign-with", "", "`FILE` with a private key of the app that is in force: PEM, PKCS#8 or PFX")
	f.StringVar(&p.certificate, "sign-cert", "", "`FILE` with that key's certificate, if the key's file does not hold it")
	f.StringVar(&p.passwordFile, "key-password-file", "", "read the password of an encrypted key from this `FILE`")
	for _, name := range []string{"sign-with", "sign-cert"} {
		cmdkit.CompleteFiles(cmd, name, "pem", "key", "pfx", "p12", "cer", "crt")
	}
}

// load reads the key and makes sure that the directory will take what it
// signs for an application.
func (p *proof) load(ctx context.Context, a *app.App, owner *odata.Object) (*credential.Credential, error) {
	c, err := credential.Load(ctx, p.key, credential.LoadOptions{CertPath: p.certificate, Password: p.password(a)})
	if err != nil {
		return nil, p.advise(err)
	}
	if err := c.Valid(a.Now()); err != nil {
		return nil, err
	}
	return c, registered(c, owner, a.Now())
}

// advise names the flag where the key's file lacks the certificate, or the
// password is missing or wrong.
func (p *proof) advise(err error) error {
	e := apierr.As(err)
	switch {
	case e == nil:
	case p.certificate == "" && strings.Contains(e.Message, "no certificate"):
		return e.WithHint("add --sign-cert FILE with the certificate of this key")
	case !strings.Contains(e.Message, "password"):
	case p.passwordFile != "":
		return e.WithHint("check the first line of " + p.passwordFile)
	case strings.Contains(e.Message, "no password"):
		return e.WithHint("add --key-password-file FILE with the password, or set " + credential.PasswordEnv)
	}
	return err
}

// password gets a key's password: from the file of the flag, the environment,
// or a question.
func (p *proof) password(a *app.App) func(context.Context, string) (string, error) {
	if p.passwordFile != "" {
		return func(context.Context, string) (string, error) { return credential.FirstLine(p.passwordFile) }
	}
	if a.Flags.Yes || !a.IO.CanPrompt() {
		return credential.Password(a.Env, nil)
	}
	return credential.Password(a.Env, func(ctx context.Context, path string) (string, error) {
		return a.Prompter().Secret(ctx, "Password of "+path, nil)
	})
}

// registered makes sure that a signer's certificate is one of the
// application's, and in force there.
func registered(c *credential.Credential, owner *odata.Object, now time.Time) error {
	list := credentials(owner, "keyCredentials")
	sum := hexadecimal(c.Thumbprint())
	target := "app " + owner.String("displayName")
	own := withThumbprint(list, sum)
	if own == nil {
		for _, k := range list {
			if thumbprint(k) == "" {
				return nil // it may be this one: the directory has to say
			}
		}
		return apierr.New(apierr.Usage, target, "the certificate "+sum+" that is to sign is not one of its own").
			WithHint("sign with the key of one of these: " + thumbprints(inForce(owner, now)))
	}
	if !verifies(own, now) {
		return apierr.New(apierr.Usage, target, fmt.Sprintf("its certificate %s is in force from %s to %s",
			sum, own.String("startDateTime"), own.String("endDateTime"))).
			WithHint("sign with the key of one of these: " + thumbprints(inForce(owner, now)))
	}
	return nil
}

func thumbprints(list []*odata.Object) string {
	if len(list) == 0 {
		return "none is in force"
	}
	var words []string
	for _, c := range list {
		words = append(words, fmt.Sprintf("%s (%s)", thumbprint(c), c.String("displayName")))
	}
	return strings.Join(words, ", ")
}
