package apierr

import "net/http"

// Kind is the class of a failure. It is itself an error, so that callers
// write errors.Is(err, apierr.NotFound).
type Kind uint8

// The kinds. Each maps to one exit code of the command line (design,
// section 3).
const (
	Other           Kind = iota // none of the others
	Invalid                     // bad input: 400, 413, 415, 422
	NotFound                    // 404, 410
	Unauthenticated             // 401
	Forbidden                   // 403
	Conflict                    // 409, 412, or 400 with the detail ObjectConflict
	Throttled                   // 429
	Unavailable                 // 5xx, no connection, deadline
	Unsupported                 // the directory or adapter cannot do it
	Limit                       // a safety limit stopped it; nothing was written
	Usage                       // the command line was wrong
	Ambiguous                   // a name fits several objects
	DryRun                      // a write that a dry run kept back
	Interrupted                 // stopped by the user or the context
)

// Error gives the kind in words.
func (k Kind) Error() string {
	names := [...]string{
		"failed", "invalid", "not found", "not signed in", "not permitted",
		"conflict", "throttled", "unavailable", "not supported",
		"stopped by a safety limit", "bad usage", "ambiguous name",
		"kept back by dry run", "interrupted",
	}
	if int(k) < len(names) {
		return names[k]
	}
	return "failed"
}

// KindOfStatus gives the kind that an HTTP status stands for when the body
// says nothing finer.
func KindOfStatus(status int) Kind {
	switch status {
	case http.StatusUnauthorized:
		return Unauthenticated
	case http.StatusForbidden:
		return Forbidden
	case http.StatusNotFound, http.StatusGone:
		return NotFound
	case http.StatusConflict, http.StatusPreconditionFailed:
		return Conflict
	case http.StatusTooManyRequests:
		return Throttled
	case http.StatusNotImplemented:
		return Unsupported
	}
	switch {
	case status >= 500:
		return Unavailable
	case status >= 400:
		return Invalid
	}
	return Other
}
