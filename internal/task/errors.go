package task

import (
	"context"
	"errors"
	"fmt"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// PartialError says that some of many operations failed or were left out;
// the rest are done and in the journal. Its Task tells which.
type PartialError struct{ Task *Task }

// Error gives the numbers.
func (e *PartialError) Error() string {
	c := e.Task.Counts
	s := fmt.Sprintf("%d of %d operations failed", c.Failed, c.Total-c.Unchanged-c.Rejected)
	switch {
	case c.Failed == 0:
		s = fmt.Sprintf("%d of %d were left out", c.Rejected, c.Total)
	case c.Rejected > 0:
		s += fmt.Sprintf(", %d more were left out", c.Rejected)
	}
	if e.Task.ID == "" {
		return s
	}
	return s + " (task " + e.Task.ID + ")"
}

// codeOf gives a failure its name in the journal and in [RowError]: the
// directory's, else that of its kind.
func codeOf(err error) string {
	if e := apierr.As(err); e != nil && e.Code != "" {
		return e.Code
	}
	names := [...]string{
		"Failed", "Invalid", "NotFound", "Unauthenticated", "Forbidden", "Conflict", "Throttled",
		"Unavailable", "Unsupported", "Limit", "Usage", "Ambiguous", "DryRun", "Interrupted",
	}
	if k := apierr.KindOf(err); int(k) < len(names) {
		return names[k]
	}
	return names[0]
}

func messageOf(err error) string {
	e := apierr.As(err)
	if e == nil {
		return err.Error()
	}
	untargeted := *e
	untargeted.Target = ""
	return untargeted.Error()
}

func (o *outcome) fail(err error) {
	o.Result, o.Code, o.Message = resultFailed, codeOf(err), messageOf(err)
	kind := apierr.KindOf(err)
	o.Passing = kind == apierr.Throttled || kind == apierr.Unavailable || o.Code == secretNotKept
}

// secretNotKept is the code of an operation that a resume could not send
// because nothing gave its secret; another resume may have it.
const secretNotKept = "SecretNotKept"

// interrupted is the error of work that ctx ended: what a person stopped is
// apierr.Interrupted, a deadline that is over apierr.Unavailable.
func interrupted(ctx context.Context, target string) *apierr.Error {
	e := &apierr.Error{Kind: apierr.Interrupted, Target: target, Message: "it was interrupted", Err: context.Cause(ctx)}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		e.Kind, e.Message = apierr.Unavailable, "the deadline is over"
	}
	return e
}

// inDoubt is the error of an operation that ended in doubt.
func inDoubt(err error) error {
	e := &apierr.Error{
		Kind: apierr.KindOf(err), Code: "InDoubt", Err: err,
		Message: "whether it took effect is not known",
		Hint:    "look at the object; run the command again if it is not as it should be",
	}
	if err != nil {
		e.Message += ": " + messageOf(err)
	}
	return e
}
