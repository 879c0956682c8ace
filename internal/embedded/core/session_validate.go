package core

import (
	"context"
	"net/http"
	"unicode/utf8"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// ValidateProperties tells whether a Microsoft 365 group could be called so:
// nil, or 422 with a detail for each name that does not do.
func (d *Directory) ValidateProperties(ctx context.Context, args *odata.Object) error {
	if t := args.String("entityType"); t != "" && t != "Group" && t != "User" {
		return badProperty("entityType", "Invalid value specified for parameter 'entityType': 'Group' or 'User' is expected.")
	}
	if args.IsNull("displayName") && args.IsNull("mailNickname") {
		return badRequest("A value is required for parameter 'displayName' or 'mailNickname'.")
	}
	e := &Error{Status: http.StatusUnprocessableEntity, Code: "Request_UnprocessableEntity", Message: "The properties are not valid."}
	most := edm.Lookup("group").Rule("displayName").MaxLength
	if name := args.String("displayName"); !args.IsNull("displayName") && (name == "" || utf8.RuneCountInString(name) > most) {
		e.Details = append(e.Details, Detail{Code: "InvalidValue", Target: "displayName", Message: "The display name is empty or too long."})
	}
	if err := d.validateNickname(ctx, args, e); err != nil {
		return err
	}
	if len(e.Details) > 0 {
		return e
	}
	return nil
}

func (d *Directory) validateNickname(ctx context.Context, args *odata.Object, e *Error) error {
	if args.IsNull("mailNickname") {
		return nil
	}
	name := args.String("mailNickname")
	if err := edm.CheckMailNickname(name); err != nil {
		e.Details = append(e.Details, Detail{Code: "InvalidValue", Target: "mailNickname", Message: err.Error()})
		return nil
	}
	return d.Read(ctx, func(tx *store.Tx) error {
		err := freeNickname(tx, odata.NewObject("groupTypes", []string{"Unified"}, "mailNickname", name), "")
		if refused, ok := err.(*Error); ok {
			e.Details = append(e.Details, Detail{Code: "PropertyConflict", Target: "mailNickname", Message: refused.Message})
			return nil
		}
		return err
	})
}
