package graph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// revokeSessions answers 200 with true, where the reference says 204
// (facts/graph.md, section 9).
func (x *exchange) revokeSessions(t *target) error {
	if _, err := x.arguments(); err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	if err := x.s.core.RevokeSessions(x.r.Context(), r.ID); err != nil {
		return err
	}
	return x.boolean(true)
}

// boolean answers with one value.
func (x *exchange) boolean(value bool) error {
	b := appendName(x.appendContext(nil, "Edm.Boolean"), "value")
	if value {
		return x.json(http.StatusOK, append(b, "true}"...))
	}
	return x.json(http.StatusOK, append(b, "false}"...))
}

// changePassword is for users themselves.
func (x *exchange) changePassword(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	if c, _ := core.CallerOf(x.r.Context()); c.ID != r.ID {
		return &core.Error{Status: http.StatusForbidden, Code: core.CodeDenied, Message: "Insufficient privileges to complete the operation."}
	}
	for _, name := range []string{"currentPassword", "newPassword"} {
		if args.String(name) == "" {
			return invalidQuery("A value is required for parameter '" + name + "'.")
		}
	}
	if err := x.s.core.ChangePassword(x.r.Context(), r, args.String("currentPassword"), args.String("newPassword")); err != nil {
		return err
	}
	return x.noContent()
}

// validateProperties answers 204, or 422 with the rules that are not kept.
func (x *exchange) validateProperties(*target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	if err := x.s.core.ValidateProperties(x.r.Context(), args); err != nil {
		return err
	}
	return x.noContent()
}

// invite makes a guest. The answer holds the user, a relation, with its id.
func (x *exchange) invite() error {
	o, err := x.body()
	if err != nil {
		return err
	}
	invitation, user, err := x.s.core.Invite(x.r.Context(), o)
	if err != nil {
		return err
	}
	b := x.appendContext(nil, "invitations/$entity")
	for name, raw := range invitation.All() {
		b = append(appendName(b, name), raw...)
	}
	b = append(appendName(b, "invitedUser"), `{"id":`...)
	return x.json(http.StatusCreated, append(appendString(b, user), "}}"...))
}
