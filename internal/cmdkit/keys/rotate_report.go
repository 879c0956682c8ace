package keys

import (
	"errors"
	"fmt"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// report ends the command: the task for a machine, else one line; an error
// that says how things stand and what to do.
func (r *rotation) report(x *cmdkit.Execution) error {
	if x.Task == nil {
		return x.Err
	}
	if r.app.Structured() {
		if err := cmdkit.PrintTask(r.app, x.Task); err != nil {
			return err
		}
	} else if x.Err == nil && !r.app.Flags.Quiet {
		fmt.Fprintln(r.app.IO.Err, r.done(x.Task))
	}
	return r.explain(x)
}

func (r *rotation) done(t *task.Task) string {
	line := fmt.Sprintf("%s signs in with the certificate %s", cmdkit.Spoken(r.name), r.fresh.file.Thumbprint)
	switch {
	case r.add == nil && len(r.leave) == 0:
		line += " already: nothing changed"
	case len(r.leave) == 0:
		line += ", and with those that it had"
	}
	if t.ID != "" {
		line += " (task " + t.ID + ")"
	}
	return line
}

// explain says of a failed step what it means.
func (r *rotation) explain(x *cmdkit.Execution) error {
	failed := firstFailed(x)
	if _, partial := errors.AsType[*task.PartialError](x.Err); failed == nil || !partial {
		return x.Err
	}
	e := &apierr.Error{Kind: apierr.KindOf(failed.Err), Target: r.target, Err: x.Err, Hint: r.next(x.Task)}
	switch failed.Op.Name {
	case signing.Wait:
		e.Message = "the new certificate was added, but the directory does not show it; the present one stays"
	case signing.SignIn:
		e.Message = "the new certificate is there, but does not sign in; the present one stays"
	default:
		e.Message = "both certificates are in force: the present one could not be removed"
	}
	if own := apierr.As(failed.Err); own != nil {
		e.Code, e.Status, e.RequestID = own.Code, own.Status, own.RequestID
	}
	return e
}

func firstFailed(x *cmdkit.Execution) *directory.Outcome {
	for i, o := range x.Outcomes {
		if o.Err != nil {
			return &x.Outcomes[i]
		}
	}
	return nil
}

// next is what one can do about a rotation that stopped between two keys.
func (r *rotation) next(t *task.Task) string {
	goOn := "run the command again"
	if t.ID != "" {
		goOn = "tenantctl task resume " + t.ID
	}
	hint := "when the cause is gone, go on: " + goOn
	if r.proof.key == "" {
		return hint
	}
	return hint + fmt.Sprintf("; or take the new one away: tenantctl %s removekey %s --thumbprint %s --sign-with %s",
		r.Noun.Name, cmdkit.Quoted(cmdkit.Spoken(r.name)), r.fresh.file.Thumbprint, cmdkit.Quoted(r.proof.key))
}
