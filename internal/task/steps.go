package task

import (
	"context"
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Steps carries out what takes more than the directory: private keys and the
// sign-in service (package signing). It is called by one goroutine at a time.
// After a kill both may be called again for the same operation.
type Steps interface {
	// Complete puts into op.Body what is signed as op.Signing says. It is
	// called right before op is sent, each time. An error leaves op to a
	// resume: apierr.Conflict if a file of the key has changed.
	Complete(ctx context.Context, op *directory.Operation) error
	// Probe looks for what op (of the verb directory.Probe) says, as long as
	// it says. That it was not seen is an error, which a resume may mend.
	Probe(ctx context.Context, d directory.Directory, op *directory.Operation) error
}

// proofMember is the member of a body that is made when it is about to be
// sent (addKey, removeKey).
const proofMember = "proof"

// prepare carries probes out, completes what is to be signed, and gives what
// is to be sent. What it cannot complete it keeps back.
func (x *execution) prepare(ctx context.Context, ops []*directory.Operation) []*directory.Operation {
	if !slices.ContainsFunc(ops, takesSteps) {
		return ops
	}
	var send []*directory.Operation
	for _, op := range ops {
		if ctx.Err() != nil || x.stopped() != nil {
			return nil
		}
		if op.Verb == directory.Probe {
			x.probe(ctx, op)
			continue
		}
		if err := x.complete(ctx, op); err != nil {
			x.keepBack([]*directory.Operation{op}, err)
			return nil
		}
		send = append(send, op)
	}
	return send
}

func takesSteps(op *directory.Operation) bool {
	return op.Verb == directory.Probe || op.Signing != nil
}

// probe carries out a step that changes nothing; a dry run, after which there
// is nothing to be seen, passes over it. It may take long, so what is known is
// written down before.
func (x *execution) probe(ctx context.Context, op *directory.Operation) {
	if x.DryRun {
		x.finish(directory.Outcome{Op: op})
		return
	}
	err := x.flush(nil)
	if err == nil {
		err = x.steps()
	}
	if err != nil {
		x.halt(err)
		return
	}
	if err = x.Steps.Probe(ctx, x.Directory, op); err != nil && ctx.Err() != nil {
		return // it stays open
	}
	x.finish(directory.Outcome{Op: op, Err: err})
}

// complete waits until requests may leave, since what is signed does not live
// long, and has the operation signed.
func (x *execution) complete(ctx context.Context, op *directory.Operation) error {
	if op.Signing == nil {
		return nil
	}
	if err := x.steps(); err != nil {
		return err
	}
	if err := x.hold(ctx); err != nil {
		return err
	}
	return x.Steps.Complete(ctx, op)
}

func (x *execution) steps() error {
	if x.Steps == nil {
		return apierr.New(apierr.Unsupported, "", "it takes a private key, and nothing here signs with one")
	}
	return nil
}

// unsign forgets what was signed: the next time it is made anew.
func unsign(ops []*directory.Operation) {
	for _, op := range ops {
		if op.Signing != nil && op.Body != nil {
			op.Body.Delete(proofMember)
		}
	}
}
