package task

import (
	"context"
	"slices"
	"time"

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
	// Probe looks once for what op (of the verb directory.Probe) says. That it
	// is not so is an error; later tells whether it may become so by itself.
	// look counts from 1.
	Probe(ctx context.Context, d directory.Directory, op *directory.Operation, look int) (later bool, err error)
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
// is nothing to be seen, passes over it. A failure can be resumed.
func (x *execution) probe(ctx context.Context, op *directory.Operation) {
	if x.DryRun {
		x.finish(directory.Outcome{Op: op})
		return
	}
	err := x.flush(nil) // it may take long
	if err == nil {
		err = x.steps()
	}
	if err != nil {
		x.halt(err)
		return
	}
	err = x.watch(ctx, op)
	switch kind := apierr.KindOf(err); {
	case ctx.Err() != nil || x.stopped() != nil: // it stays open
	case err != nil && (kind == apierr.Conflict || kind == apierr.Usage):
		x.halt(err) // nothing was looked for: the key cannot be read
	default:
		x.finish(directory.Outcome{Op: op, Err: err})
	}
}

const (
	probePause        = time.Second // before the next look; doubled each time
	probePauseLongest = 30 * time.Second
	probeAgain        = 200 * time.Millisecond // between two looks that are to agree
)

// watch looks for what a probe says until it is so, or the time is up that the
// member timeout of its Body gives. One replica of a directory may know what
// the next does not (facts/graph.md, section 13), so that two looks in a row
// have to agree.
func (x *execution) watch(ctx context.Context, op *directory.Operation) error {
	timeout, err := time.ParseDuration(op.Body.String("timeout"))
	if err != nil || x.immediate() {
		timeout = 0 // what is not so now will not be so later
	}
	end, seen, pause := x.now().Add(timeout), 0, probePause
	for look := 1; ; look++ {
		later, err := x.Steps.Probe(ctx, x.Directory, op, look)
		rest := probeAgain
		if err == nil {
			seen++
		} else {
			rest, seen = restAfter(err, pause), 0
			pause = min(2*pause, probePauseLongest)
		}
		switch {
		case err == nil && (seen == 2 || x.immediate()):
			return nil
		case err != nil && (!later || x.now().Add(rest).After(end)):
			return err
		}
		if err := x.linger(ctx, rest); err != nil {
			return err
		}
	}
}

// restAfter is how long to wait after an error: a pause, or what was asked for.
func restAfter(err error, pause time.Duration) time.Duration {
	if e := apierr.As(err); e != nil {
		return max(pause, min(e.RetryAfter, time.Minute))
	}
	return pause
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
