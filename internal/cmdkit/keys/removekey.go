package keys

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// removeKeyOptions are the inputs of removekey.
type removeKeyOptions struct {
	subject
	keyID      string
	thumbprint string
	proof      proof
}

// Remove makes the command that takes a certificate away.
func Remove(a *app.App, w Owner) *cobra.Command { return newRemoveKey(a, w, runRemoveKey) }

func newRemoveKey(a *app.App, w Owner, run func(context.Context, *removeKeyOptions) error) *cobra.Command {
	o := &removeKeyOptions{subject: subject{Owner: w, app: a}}
	cmd := o.command(cmdkit.Spec{
		Use:   "removekey {APP} (KEYID | --thumbprint HEX) --sign-with FILE [flags]",
		Short: "Take a certificate away from {an app}",
		Long: `Takes a certificate away from {an application}. It takes a proof that a key of
the {application} signed, as with {app} addkey; the proof is made here from the key
that --sign-with names. ` + "`{app} key list {APP}`" + ` shows the keys and their ids.`,
		Examples: []string{
			`{app} removekey Payroll --thumbprint 0F1E2D3C4B5A69788796A5B4C3D2E1F00F1E2D3C --sign-with new.key --sign-cert new.pem --yes`,
			`{app} removekey Payroll 3f1c2a8e-5b0d-4a57-9d0a-7f7a5f0f6f10 --sign-with new.pfx --yes`,
		},
		Args:     cmdkit.Args(1, 2, "one "+w.arg()+" and the KEYID (or --thumbprint)"),
		Complete: o.completeKeys("keyCredentials"),
	}, func(ctx context.Context, rest []string) error {
		if len(rest) > 0 {
			o.keyID = rest[0]
		}
		return run(ctx, o)
	})
	cmd.Flags().StringVar(&o.thumbprint, "thumbprint", "", "name the key by its certificate's SHA-1 thumbprint in `HEX` digits")
	cmdkit.CompleteFlag(cmd, "thumbprint")
	o.proof.addFlags(cmd, w)
	return cmd
}

func runRemoveKey(ctx context.Context, o *removeKeyOptions) error {
	if err := o.check(); err != nil {
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
	key := o.find(owner)
	if key == nil {
		return cmdkit.ReportUnchanged(ctx, o.app, o.task("remove_key"), fmt.Sprintf("%s has no key %s", cmdkit.Spoken(o.name), o.keyID+o.thumbprint))
	}
	op, err := o.operation(ctx, owner, key)
	if err != nil {
		return err
	}
	x, err := cmdkit.Execute(ctx, o.app, task.Spec{
		Type: o.task("remove_key"), NotUndoable: true, Ops: []*directory.Operation{op},
		Instead: o.words("`tenantctl {app} addkey` adds the certificate again"),
	})
	if err != nil {
		return err
	}
	return x.Report(o.app, "has lost the key "+key.String("keyId"), "has no such key")
}

// check makes sure that one key is named, in the right form.
func (o *removeKeyOptions) check() error {
	o.thumbprint = strings.NewReplacer(":", "", " ", "").Replace(o.thumbprint)
	sum, err := hex.DecodeString(o.thumbprint)
	switch {
	case (o.keyID == "") == (o.thumbprint == ""):
		return cmdkit.Usagef("one of KEYID and --thumbprint is needed").WithHint(o.words("`tenantctl {app} key list {APP}` shows both"))
	case o.keyID != "" && !odata.IsGUID(o.keyID):
		return cmdkit.Usagef("KEYID is a GUID, not %q", o.keyID).WithHint(o.words("`tenantctl {app} key list {APP}` shows it"))
	case o.thumbprint != "" && (err != nil || len(sum) != signing.SumLength):
		return cmdkit.Usagef("--thumbprint has %d hexadecimal digits, not %q", 2*signing.SumLength, o.thumbprint)
	case o.proof.key == "":
		return cmdkit.Usagef("--sign-with is needed: removing a key takes a proof signed with a key of the %s", o.Noun.Name).
			WithHint(o.words("--sign-with FILE names the private key of a certificate that the {app} has"))
	}
	return nil
}

// find gives the key credential that is to go, nil if there is none.
func (o *removeKeyOptions) find(owner *odata.Object) *odata.Object {
	list := signing.Keys(owner)
	if o.thumbprint != "" {
		return signing.Find(list, o.thumbprint)
	}
	return withKeyID(list, o.keyID)
}

func withKeyID(list []*odata.Object, id string) *odata.Object {
	for _, c := range list {
		if strings.EqualFold(c.String("keyId"), id) {
			return c
		}
	}
	return nil
}

// operation asks, and makes the operation with its proof.
func (o *removeKeyOptions) operation(ctx context.Context, owner, key *odata.Object) (*directory.Operation, error) {
	by, err := o.proof.sign(ctx, &o.subject, owner)
	if err != nil {
		return nil, err
	}
	question := fmt.Sprintf("Remove the certificate %s of %s?", called(key), owner.String("displayName"))
	if valid := signing.InForce(owner, o.app.Now()); len(valid) == 1 && valid[0].String("keyId") == key.String("keyId") {
		question += " It is the last one in force."
	}
	if err := cmdkit.Confirm(ctx, o.app, question); err != nil {
		return nil, err
	}
	return &directory.Operation{
		Name: "remove", Verb: directory.Invoke, Ref: o.Noun.RefOf(o.name, owner).Below("removeKey"), Target: cmdkit.Spoken(o.name),
		Body: odata.NewObject("keyId", key.String("keyId")), Signing: by,
	}, nil
}
