package core

import (
	"fmt"
	"net/http"
)

// Codes of errors, as Graph names them (facts/graph.md, section 1).
const (
	CodeBadRequest    = "Request_BadRequest"
	CodeNotFound      = "Request_ResourceNotFound"
	CodeDenied        = "Authorization_RequestDenied"
	CodeTooManyResult = "Directory_ResultSizeLimitExceeded"
	CodeConflict      = "ObjectConflict"
)

// Error is a refusal: a rule of the directory forbids what was asked.
type Error struct {
	// Status is the HTTP status that stands for it in every protocol.
	Status int
	// Code is Graph's code, Message the text for people.
	Code, Message string
	// Details are the finer reasons, mostly none.
	Details []Detail
}

// Detail is one finer reason: its code, its text and the property it is about.
type Detail struct{ Code, Message, Target string }

// Error gives code and message.
func (e *Error) Error() string { return e.Code + ": " + e.Message }

func badRequest(format string, args ...any) *Error {
	return &Error{Status: http.StatusBadRequest, Code: CodeBadRequest, Message: fmt.Sprintf(format, args...)}
}

func badProperty(property, format string, args ...any) *Error {
	e := badRequest(format, args...)
	e.Details = []Detail{{Code: "InvalidValue", Message: e.Message, Target: property}}
	return e
}

func denied() *Error {
	return &Error{Status: http.StatusForbidden, Code: CodeDenied,
		Message: "Insufficient privileges to complete the operation."}
}

// NotFound is the refusal for an object that is not there; key is what it was
// asked by.
func NotFound(key string) *Error {
	return &Error{Status: http.StatusNotFound, Code: CodeNotFound, Message: fmt.Sprintf(
		"Resource '%s' does not exist or one of its queried reference-property objects are not present.", key)}
}

func taken(property string) *Error {
	e := badRequest("Another object with the same value for property %s already exists.", property)
	e.Details = []Detail{{Code: CodeConflict, Message: e.Message, Target: property}}
	return e
}
