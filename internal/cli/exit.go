package cli

import (
	"context"
	"errors"
	"os"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// The exit codes (design, section 3). They are part of the interface.
const (
	exitDone            = 0
	exitOther           = 1
	exitUsage           = 2
	exitNotFound        = 3
	exitUnauthenticated = 4
	exitForbidden       = 5
	exitNoteworthy      = 6
	exitPartial         = 7
	exitLimit           = 9
	exitUnavailable     = 10
	exitConflict        = 11
	exitInterrupted     = 130
	exitTerminated      = 143
)

// signalError is the cause of a context that a signal ended.
type signalError struct{ signal os.Signal }

func (e signalError) Error() string { return "stopped by the signal " + e.signal.String() }

// exitCode maps an error to the code that the program ends with.
func exitCode(ctx context.Context, err error) int {
	var partial *task.PartialError
	var stopped signalError
	switch {
	case err == nil, errors.Is(err, iostreams.ErrClosedPipe):
		return exitDone
	case errors.As(context.Cause(ctx), &stopped):
		return stopped.exitCode()
	case errors.As(err, &partial):
		return exitPartial
	case errors.Is(err, cmdkit.ErrNoteworthy):
		return exitNoteworthy
	}
	return codeOfKind(err)
}

func codeOfKind(err error) int {
	switch apierr.KindOf(err) {
	case apierr.Invalid, apierr.Usage, apierr.Ambiguous:
		return exitUsage
	case apierr.NotFound:
		return exitNotFound
	case apierr.Unauthenticated:
		return exitUnauthenticated
	case apierr.Forbidden:
		return exitForbidden
	case apierr.Limit:
		return exitLimit
	case apierr.Throttled, apierr.Unavailable:
		return exitUnavailable
	case apierr.Conflict:
		return exitConflict
	case apierr.Interrupted:
		return exitInterrupted
	}
	return exitOther
}
