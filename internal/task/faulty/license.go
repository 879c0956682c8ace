package faulty

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// assignLicense carries out the action on a user's direct licences; products
// are without units, and whatever their id.
func assignLicense(o *odata.Object, op *directory.Operation) error {
	var add []current.License
	var remove []string
	if err := op.Body.Decode("addLicenses", &add); err != nil {
		return err
	}
	if err := op.Body.Decode("removeLicenses", &remove); err != nil {
		return err
	}
	list := current.DirectLicenses(o)
	for _, sku := range remove {
		if _, ok := current.FindLicense(list, sku); !ok {
			return &apierr.Error{Kind: apierr.Invalid, Code: "Request_BadRequest", Status: 400,
				Message: "User does not have a corresponding license."}
		}
		list = slices.DeleteFunc(list, func(l current.License) bool { return l.SKU == sku })
	}
	for _, l := range add {
		list = append(slices.DeleteFunc(list, func(old current.License) bool { return old.SKU == l.SKU }), l)
	}
	o.Set("licenseAssignmentStates", list)
	return nil
}
