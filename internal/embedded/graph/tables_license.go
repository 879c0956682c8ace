package graph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// licenses are the products that the organization has bought, and who has
// them (facts/graph.md, section 8).
func licenses() ([]set, []relation, []operation) {
	return []set{
			{path: "subscribedSkus", context: "subscribedSkus", typ: "subscribedSku"},
		}, []relation{
			{owner: "user", name: "licenseDetails", computed: (*exchange).licenseDetails},
			{owner: "group", name: "membersWithLicenseErrors", link: "membersWithLicenseErrors"},
		}, []operation{
			{name: "assignLicense", binding: "user", method: http.MethodPost, run: (*exchange).assignLicense},
			{name: "assignLicense", binding: "group", method: http.MethodPost, run: (*exchange).assignLicense},
			{name: "reprocessLicenseAssignment", binding: "user", method: http.MethodPost, run: (*exchange).reprocessLicenses},
		}
}

func (x *exchange) licenseDetails(tx *store.Tx, user *store.Record) ([]*store.Record, error) {
	return x.s.core.LicenseDetails(tx, user)
}
