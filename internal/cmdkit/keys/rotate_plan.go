package keys

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// rotation is a rotation that is planned.
type rotation struct {
	*rotateOptions
	owner  *odata.Object
	target string               // what errors call the owner
	fresh  openKey              // the new certificate with its key
	add    *directory.Operation // nil if the owner has it already
	leave  []*odata.Object      // the key credentials that are to go
	by     *directory.Signing   // the new key's, for the proofs of that
}

// plan reads the keys and the owner, and finds out what is to be done.
func (o *rotateOptions) plan(ctx context.Context) (*rotation, error) {
	r := &rotation{rotateOptions: o}
	var err error
	if r.fresh, err = o.newKey(ctx); err != nil {
		return nil, err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return nil, err
	}
	if r.owner, err = o.read(ctx, dir); err != nil {
		return nil, err
	}
	r.target = o.called(r.owner)
	if r.by, err = r.fresh.signing(ctx, o.app, r.owner); err != nil {
		return nil, err
	}
	has, err := o.has(r.owner, r.fresh.file.Thumbprint)
	if err == nil && !has {
		r.add, err = r.addition(ctx, Credential(dir, r.fresh.Certificate, r.displayName))
	}
	if err == nil {
		r.leave, err = r.leaving(ctx)
	}
	return r, err
}

// newKey reads the new certificate with its key, which must be in force: it
// is to sign in at once.
func (o *rotateOptions) newKey(ctx context.Context) (openKey, error) {
	next := proof{key: o.key, certificate: o.certificate, passwordFile: cmp.Or(o.password, o.proof.passwordFile)}
	if o.key == "" {
		next.key, next.certificate = o.certificate, ""
	}
	key, err := next.load(ctx, o.app)
	if e := apierr.As(err); e != nil && o.key == "" && strings.Contains(e.Message, "no private key") {
		err = e.WithHint("add --key FILE with the private key of this certificate: it is to sign in with it")
	}
	return key, err
}

// addition makes the operation that adds the new certificate.
func (r *rotation) addition(ctx context.Context, key *odata.Object) (*directory.Operation, error) {
	if len(signing.InForce(r.owner, r.app.Now())) == 0 {
		return nil, apierr.New(apierr.Usage, r.target, "it has no certificate in force that could be replaced").
			WithHint(fmt.Sprintf("give it its first one: tenantctl %s addkey %s --cert %s", r.Noun.Name, cmdkit.Quoted(cmdkit.Spoken(r.name)), cmdkit.Quoted(r.certificate)))
	}
	add := &addKeyOptions{subject: r.subject, proof: r.proof}
	return add.operation(ctx, r.owner, key)
}

// spec makes the task: each step waits for the one before it.
func (r *rotation) spec() task.Spec {
	app := r.Noun.RefOf(r.name, r.owner)
	s := task.Spec{
		Type: r.task("rotate_key"), NotUndoable: true,
		Instead: r.words("`tenantctl {app} rotate` replaces the certificate again, `tenantctl {app} removekey` takes one away"),
	}
	if r.add != nil {
		s.Ops = append(s.Ops, r.add)
	}
	timeout := r.timeout.String()
	s.Ops = append(s.Ops,
		&directory.Operation{Name: signing.Wait, Verb: directory.Probe, Ref: app, After: len(s.Ops),
			Body: odata.NewObject("thumbprint", r.fresh.file.Thumbprint, "timeout", timeout)},
		&directory.Operation{Name: signing.SignIn, Verb: directory.Probe, Ref: app, After: len(s.Ops) + 1,
			Body: odata.NewObject("timeout", timeout), Signing: &directory.Signing{As: r.owner.String("appId"), Key: r.fresh.file}})
	checked := len(s.Ops)
	for _, key := range r.leave {
		s.Ops = append(s.Ops, &directory.Operation{
			Name: "remove", Verb: directory.Invoke, Ref: app.Below("removeKey"), After: checked,
			Body: odata.NewObject("keyId", key.String("keyId")), Signing: r.by,
		})
	}
	for _, op := range s.Ops {
		op.Target = cmdkit.Spoken(r.name)
	}
	return s
}

// rehearse signs in with the present key before anything is changed: where
// that is not possible, the new one could not be checked either.
func (r *rotation) rehearse(ctx context.Context) error {
	if r.add == nil || r.app.Flags.DryRun {
		return nil
	}
	present, err := r.proof.load(ctx, r.app)
	if err == nil {
		err = r.app.Signer.SignIn(ctx, r.owner.String("appId"), present.Credential)
	}
	if err == nil {
		return nil
	}
	failed := &apierr.Error{Kind: apierr.KindOf(err), Target: r.target, Err: err,
		Message: "nothing was changed: it cannot sign in with its present certificate, so that the new one could not be checked: " + err.Error()}
	if e := apierr.As(err); e != nil {
		failed.Code, failed.Hint, failed.Status = e.Code, e.Hint, e.Status
	}
	return failed
}
