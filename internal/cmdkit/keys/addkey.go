package keys

import (
	"context"
	"crypto/x509"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// addKeyOptions are the inputs of addkey.
type addKeyOptions struct {
	subject
	certificate string
	displayName string
	proof       proof
}

// Add makes the command that gives an owner a certificate.
func Add(a *app.App, w Owner) *cobra.Command { return newAddKey(a, w, runAddKey) }

func newAddKey(a *app.App, w Owner, run func(context.Context, *addKeyOptions) error) *cobra.Command {
	o := &addKeyOptions{subject: subject{Owner: w, app: a}}
	cmd := o.command(cmdkit.Spec{
		Use:   "addkey {APP} --cert FILE [--sign-with FILE] [flags]",
		Short: "Give {an app} a further certificate",
		Long: `Gives {an application} a certificate with which it can sign in.

{An application} that has a certificate in force takes another only with a proof
that a key of the {application} signed. --sign-with names that key, and the proof
is made here: it is neither printed nor kept. A key that does not fit its
certificate, is not the {application}'s or is not in force is refused before
anything is sent.

{An application} that has no certificate in force gets its first one without a
proof; leave --sign-with out.

The password of an encrypted key comes from --key-password-file, from the
environment variable TENANTCTL_KEY_PASSWORD, or is asked for.`,
		Examples: []string{
			`{app} addkey Payroll --cert new.pem --sign-with old.key --sign-cert old.pem`,
			`{app} addkey Payroll --cert new.pem --sign-with old.pfx --key-password-file password.txt`,
			`{app} addkey Payroll --cert first.pem`,
		},
		Args: cmdkit.Args(1, 1, "one "+w.arg()),
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	f := cmd.Flags()
	f.StringVar(&o.certificate, "cert", "", "`FILE` with the new certificate: PEM or DER")
	f.StringVar(&o.displayName, "display-name", "", "name shown for it (default the certificate's subject)")
	cmdkit.CompleteFiles(cmd, "cert", "pem", "cer", "crt")
	o.proof.addFlags(cmd, w)
	return cmd
}

func runAddKey(ctx context.Context, o *addKeyOptions) error {
	cert, err := o.newCertificate()
	if err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	owner, err := o.read(ctx, dir)
	if err != nil {
		return err
	}
	spec := task.Spec{
		Type: o.task("add_key"), NotUndoable: true,
		Instead: o.words("`tenantctl {app} removekey` takes the key away again, with a proof signed by another"),
	}
	sum := credential.Fingerprint(cert)
	has, err := o.has(owner, sum)
	if err != nil {
		return err
	}
	if has {
		spec.Unchanged = 1
	} else {
		op, err := o.operation(ctx, owner, Credential(dir, cert, o.displayName))
		if err != nil {
			return err
		}
		spec.Ops = []*directory.Operation{op}
	}
	x, err := cmdkit.Execute(ctx, o.app, spec)
	if err != nil || x.Task == nil || x.Err != nil {
		return firstOf(err, x)
	}
	o.say(x, sum)
	return o.print(ctx, owner, x, cert)
}

// newCertificate reads the certificate that is to be added, which must not be
// over; it may begin later.
func (o *addKeyOptions) newCertificate() (*x509.Certificate, error) {
	if o.certificate == "" {
		return nil, cmdkit.Usagef("--cert is needed").WithHint("--cert FILE names the certificate that is to be added")
	}
	return ReadCertificate(o.app, o.certificate)
}

// operation makes the operation that adds a key: with a proof, or, where no
// certificate is in force, as the first of the list.
func (o *addKeyOptions) operation(ctx context.Context, owner, key *odata.Object) (*directory.Operation, error) {
	op := &directory.Operation{
		Name: "add", Verb: directory.Invoke, Ref: o.Noun.RefOf(o.name, owner).Below("addKey"), Target: cmdkit.Spoken(o.name),
	}
	valid := signing.InForce(owner, o.app.Now())
	target := o.called(owner)
	switch {
	case len(valid) == 0 && o.proof.key != "":
		return nil, apierr.New(apierr.Usage, target, "it has no certificate in force, so that nothing can be proved with --sign-with").
			WithHint("leave --sign-with out to give it its first certificate")
	case len(valid) == 0:
		op.Verb, op.Ref = directory.Update, op.Ref.Below("")
		op.Body = odata.NewObject("keyCredentials", append(kept(owner), key))
		return op, nil
	case o.proof.key == "":
		return nil, apierr.New(apierr.Usage, target, "it has a certificate in force: adding another takes a proof signed with its key").
			WithHint("add --sign-with FILE with the private key of one of these: " + thumbprints(valid))
	}
	var err error
	op.Signing, err = o.proof.sign(ctx, &o.subject, owner)
	op.Body = odata.NewObject("keyCredential", key, "passwordCredential", nil)
	return op, err
}

func (o *addKeyOptions) say(x *cmdkit.Execution, sum string) {
	if len(x.Outcomes) == 0 && !o.app.Flags.Quiet {
		fmt.Fprintf(o.app.IO.Err, "%s has the certificate %s already\n", cmdkit.Spoken(o.name), sum)
		return
	}
	x.Say(o.app, "has the new certificate "+sum, "has it already")
}

// print shows the key credential: as it was answered, or as it is read again.
func (o *addKeyOptions) print(ctx context.Context, owner *odata.Object, x *cmdkit.Execution, cert *x509.Certificate) error {
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	key := Credential(dir, cert, o.displayName)
	if len(x.Outcomes) > 0 && x.Outcomes[0].Op.Verb == directory.Invoke && x.Outcomes[0].Object != nil {
		key = x.Outcomes[0].Object
		key.Delete("@odata.context")
	} else {
		now, err := dir.Get(ctx, o.Noun.RefOf(o.name, owner), odata.Query{Select: []string{"id", "keyCredentials"}})
		if found := signing.Find(signing.Keys(now), credential.Fingerprint(cert)); err == nil && found != nil {
			key = found
		}
	}
	p, err := o.app.Printer("table")
	if err != nil {
		return err
	}
	return p.Object(keyColumns(), key)
}

func firstOf(err error, x *cmdkit.Execution) error {
	if err != nil || x == nil {
		return err
	}
	return x.Err
}
