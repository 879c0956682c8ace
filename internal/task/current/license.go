package current

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// License is a product that a user has for itself, not by a group.
type License struct {
	// SKU is the product's id, Disabled are those of its plans that are off.
	SKU      string   `json:"skuId"`
	Disabled []string `json:"disabledPlans"`
}

// LicenseProperty is what tells the licences of users in a directory.
func LicenseProperty(d directory.Directory) string {
	if d.Supports(directory.CanExplain) {
		return "licenseAssignmentStates"
	}
	return "assignedLicenses"
}

// DirectLicenses gives what a user has directly, from its property
// licenseAssignmentStates (Graph: licenseAssignmentState). Of a directory
// without these all count as direct: it refuses what is not.
func DirectLicenses(user *odata.Object) []License {
	var states []struct {
		License
		Group *string `json:"assignedByGroup"`
	}
	property := "licenseAssignmentStates"
	if !user.Has(property) {
		property = "assignedLicenses"
	}
	if user.IsNull(property) || user.Decode(property, &states) != nil {
		return nil
	}
	var direct []License
	for _, s := range states {
		if s.Group == nil || *s.Group == "" {
			direct = append(direct, s.License)
		}
	}
	return direct
}

// FindLicense gives the license of a product; ok is false if it is not among
// them.
func FindLicense(list []License, sku string) (l License, ok bool) {
	i := slices.IndexFunc(list, func(l License) bool { return odata.Fold(l.SKU) == odata.Fold(sku) })
	if i < 0 {
		return License{}, false
	}
	return list[i], true
}

// SamePlans tells whether the same plans are off, in whatever order.
func SamePlans(a, b []string) bool {
	return slices.Equal(folded(a), folded(b))
}

func folded(ids []string) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = odata.Fold(id)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
