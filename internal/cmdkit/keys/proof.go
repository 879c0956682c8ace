package keys

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// proof is how a command proves that it has a key of the owner: with a
// token that the key signed (application-rollkey-prooftoken, facts/graph.md,
// section 10). The token is a secret; it is made when all else is ready.
type proof struct {
	key, certificate, passwordFile string
}

func (p *proof) addFlags(cmd *cobra.Command, w Owner) {
	f := cmd.Flags()
	f.StringVar(&p.key, "sign-with", "", w.words("`FILE` with a private key of the {app} that is in force: PEM, PKCS#8 or PFX"))
	f.StringVar(&p.certificate, "sign-cert", "", "`FILE` with that key's certificate, if the key's file does not hold it")
	f.StringVar(&p.passwordFile, "key-password-file", "", "read the password of an encrypted key from this `FILE`")
	for _, name := range []string{"sign-with", "sign-cert"} {
		cmdkit.CompleteFiles(cmd, name, "pem", "key", "pfx", "p12", "cer", "crt")
	}
}

// sign reads the key, makes sure that the directory will take what it signs
// for the owner, and says how a proof is to be made when it is sent.
func (p *proof) sign(ctx context.Context, o *subject, owner *odata.Object) (*directory.Signing, error) {
	key, err := p.load(ctx, o.app)
	if err != nil {
		return nil, err
	}
	by, err := key.signing(ctx, o.app, owner)
	if err != nil {
		return nil, err
	}
	return by, o.registered(key.Credential, owner)
}

// openKey is a key that was read from its files.
type openKey struct {
	*credential.Credential
	file directory.KeyFile
}

// load reads the key, which must be in force.
func (p *proof) load(ctx context.Context, a *app.App) (openKey, error) {
	c, file, err := a.Signer.Open(ctx, signing.Files{Key: p.key, Cert: p.certificate, Password: p.passwordFile})
	if err != nil {
		return openKey{}, p.advise(err)
	}
	return openKey{c, file}, c.Valid(a.Now())
}

// signing says that the key is to sign the proof of an operation on an
// application, and makes sure that it can.
func (k openKey) signing(ctx context.Context, a *app.App, owner *odata.Object) (*directory.Signing, error) {
	dir, err := a.Directory(ctx)
	if err != nil {
		return nil, err
	}
	issuer := owner.ID()
	if own, ok := dir.(directory.ProofIssuer); ok {
		issuer = own.ProofIssuer(owner)
	}
	if _, err := k.Proof(issuer, a.Now()); err != nil {
		return nil, err
	}
	return &directory.Signing{As: issuer, Key: k.file}, nil
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

// registered makes sure that a signer's certificate is one of the
// owner's, and in force there.
func (o *subject) registered(c *credential.Credential, owner *odata.Object) error {
	now := o.app.Now()
	list := signing.Keys(owner)
	sum := credential.Fingerprint(c.Certificate)
	target := o.called(owner)
	own := signing.Find(list, sum)
	if own == nil {
		for _, k := range list {
			if signing.Thumbprint(k) == "" {
				return nil // it may be this one: the directory has to say
			}
		}
		return apierr.New(apierr.Usage, target, "the certificate "+sum+" that is to sign is not one of its own").
			WithHint("sign with the key of one of these: " + thumbprints(signing.InForce(owner, now)))
	}
	if !signing.Verifies(own, now) {
		return apierr.New(apierr.Usage, target, fmt.Sprintf("its certificate %s is in force from %s to %s",
			sum, own.String("startDateTime"), own.String("endDateTime"))).
			WithHint("sign with the key of one of these: " + thumbprints(signing.InForce(owner, now)))
	}
	return nil
}

func thumbprints(list []*odata.Object) string {
	if len(list) == 0 {
		return "none is in force"
	}
	var words []string
	for _, c := range list {
		word := signing.Thumbprint(c)
		if name := c.String("displayName"); name != "" {
			word += " (" + name + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}
