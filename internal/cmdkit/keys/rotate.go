package keys

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

// rotateOptions are the inputs of rotate.
type rotateOptions struct {
	subject
	certificate string
	key         string
	password    string // file with the password of the new key
	displayName string
	proof       proof
	remove      []string
	keepOld     bool
	timeout     time.Duration
}

// Rotate makes the command that replaces a certificate.
func Rotate(a *app.App, w Owner) *cobra.Command { return newRotate(a, w, runRotate) }

func newRotate(a *app.App, w Owner, run func(context.Context, *rotateOptions) error) *cobra.Command {
	o := &rotateOptions{subject: subject{Owner: w, app: a}}
	cmd := o.command(cmdkit.Spec{
		Use:   "rotate {APP} --cert FILE [--key FILE] --sign-with FILE [flags]",
		Short: "Replace the certificate of {an app} by a new one",
		Long: `Replaces the certificate with which {an application} signs in, without a moment
in which none works: adds the new one with a proof that the present key signs,
waits until the directory shows it, signs in with it, and only then takes the
present one away, with a proof that the new key signs.

It is a task: one that was cut off at any point goes on with ` + "`task resume ID`" + `,
which reads the keys again from their files. Running the command again does what
is left to do, and nothing if all is done.

If the new certificate does not sign in, the present one stays.

The password of an encrypted key comes from --key-password-file, from the
environment variable TENANTCTL_KEY_PASSWORD, or is asked for.`,
		Examples: []string{
			`{app} rotate Payroll --cert new.pem --key new.key --sign-with old.key --sign-cert old.pem --yes`,
			`{app} rotate Payroll --cert new.pfx --sign-with old.pfx --key-password-file password.txt --yes`,
			`{app} rotate Payroll --cert new.pem --key new.key --sign-with old.key --sign-cert old.pem --keep-old`,
		},
		Args: cmdkit.Args(1, 1, "one "+w.arg()),
		Exit: []int{3, 4, 5, 7, 10, 11},
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	o.addFlags(cmd)
	return cmd
}

func (o *rotateOptions) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.certificate, "cert", "", "`FILE` with the new certificate: PEM, DER or PFX")
	f.StringVar(&o.key, "key", "", "`FILE` with its private key, if the certificate's file does not hold it")
	f.StringVar(&o.displayName, "display-name", "", "name shown for it (default the certificate's subject)")
	f.StringVar(&o.password, "new-key-password-file", "", "read the password of the new key from this `FILE` (default that of --key-password-file)")
	f.StringArrayVar(&o.remove, "remove", nil, "take the key with this `KEYID` away, in place of the one that signs; may be repeated; others: all but the new one (and those with which the directory signs SAML tokens)")
	f.BoolVar(&o.keepOld, "keep-old", false, "take no key away")
	f.DurationVar(&o.timeout, "timeout", 10*time.Minute, "wait for this `TIME` until the new certificate is shown, and again until it signs in")
	cmdkit.CompleteFiles(cmd, "cert", "pem", "cer", "crt", "pfx", "p12")
	cmdkit.CompleteFiles(cmd, "key", "pem", "key", "pfx", "p12")
	cmdkit.CompleteFlag(cmd, "timeout", "1m", "10m", "1h")
	cmdkit.CompleteFlag(cmd, "display-name")
	cmdkit.CompleteFlagBy(cmd, "remove", o.completeRemove)
	o.proof.addFlags(cmd, o.Owner)
}

func runRotate(ctx context.Context, o *rotateOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	r, err := o.plan(ctx)
	if err != nil {
		return err
	}
	if err := r.confirm(ctx); err != nil {
		return err
	}
	if err := r.rehearse(ctx); err != nil {
		return err
	}
	cmdkit.TellSteps(o.app)
	x, err := cmdkit.Execute(ctx, o.app, r.spec())
	if err != nil {
		return err
	}
	return r.report(x)
}

// check makes sure that the flags go together.
func (o *rotateOptions) check() error {
	switch {
	case o.certificate == "":
		return cmdkit.Usagef("--cert is needed").WithHint("--cert FILE names the new certificate, --key FILE its private key")
	case o.keepOld && len(o.remove) > 0:
		return cmdkit.Usagef("--keep-old and --remove contradict each other")
	case o.timeout <= 0:
		return cmdkit.Usagef("--timeout is a length of time, not %s", o.timeout)
	}
	return o.checkRemove()
}
