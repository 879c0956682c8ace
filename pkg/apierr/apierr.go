// Package apierr holds the one error type that every client of this module
// returns.
//
// An [Error] says what kind of failure it was (a [Kind], which callers match
// with errors.Is), the code and target that the directory named, the request
// it belongs to, and what can be done next (a hint). Kinds are chosen from
// the HTTP status and the directory's code by the client that decoded the
// answer; nothing above a client looks at a status or a message again.
package apierr

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Error is a failure that a directory, or the way to it, reported.
// The zero value is an error of kind [Other] without a message.
type Error struct {
	// Kind is the class of the failure.
	Kind Kind
	// Code is the directory's own code, such as "Request_ResourceNotFound"
	// (Microsoft Graph, error.code). Empty where there was no answer.
	Code string
	// Message is the directory's text, without secrets.
	Message string
	// Target is what the failure is about: an object ("user lee@contoso.com"),
	// a property ("userPrincipalName"), or empty.
	Target string
	// Method and URL are the request. The URL has no query and no secret.
	Method, URL string
	// Status is the HTTP status, 0 where there was no answer.
	Status int
	// RequestID is the directory's id of the request, for its support.
	RequestID string
	// RetryAfter is how long the directory asked to wait, 0 if it did not say.
	RetryAfter time.Duration
	// Details are the finer reasons, where the directory gave some.
	Details []Detail
	// Hint is what the user can do next: one sentence, or empty.
	Hint string
	// Sent says that the request may have reached the directory although no
	// (whole) answer came back, so that its effect is in doubt.
	Sent bool
	// Err is the cause, if there is one.
	Err error
}

// Detail is one reason of several, as in Graph's error.details.
type Detail struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Target  string `json:"target,omitempty"`
}

// Error gives the target, the message (or the code, the kind) and the cause.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Target != "" {
		b.WriteString(e.Target)
		b.WriteString(": ")
	}
	switch {
	case e.Message != "":
		b.WriteString(strings.TrimSuffix(e.Message, "."))
	case e.Code != "":
		b.WriteString(e.Code)
	default:
		b.WriteString(e.Kind.Error())
	}
	if e.Err != nil && e.Message == "" {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is tells whether target is this error's [Kind].
func (e *Error) Is(target error) bool {
	k, ok := target.(Kind)
	return ok && k == e.Kind
}

// HasCode tells whether the error or one of its details has the code.
func (e *Error) HasCode(code string) bool {
	if e.Code == code {
		return true
	}
	for _, d := range e.Details {
		if d.Code == code {
			return true
		}
	}
	return false
}

// As gives the *Error in err's chain, or nil.
func As(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// KindOf gives the kind of err: that of the *Error or [Kind] in its chain,
// otherwise [Other].
func KindOf(err error) Kind {
	if e := As(err); e != nil {
		return e.Kind
	}
	var k Kind
	if errors.As(err, &k) {
		return k
	}
	return Other
}

// New makes an error of a kind with a message, for failures that are found
// before anything is sent.
func New(kind Kind, target, message string) *Error {
	return &Error{Kind: kind, Target: target, Message: message}
}

// WithHint sets the hint and returns the error.
func (e *Error) WithHint(hint string) *Error {
	e.Hint = hint
	return e
}
