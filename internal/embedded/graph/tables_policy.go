package graph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// policies are what the tenant as a whole has, decides and writes down.
func policies() ([]set, []relation, []operation) {
	const locations = "identity/conditionalAccess/namedLocations"
	return []set{
			{path: "organization", context: "organization", typ: "organization", patches: true},
			{path: "domains", context: "domains", typ: "domain", writes: true},
			{path: "devices", context: "devices", typ: "device", paged: true, writes: true},
			{path: "contacts", context: "contacts", typ: "orgContact", paged: true},
			{path: locations, context: locations, typ: "namedLocation", stored: []string{"ipNamedLocation", "countryNamedLocation"}, paged: true, writes: true},
			{path: "auditLogs/directoryAudits", context: "auditLogs/directoryAudits", typ: "directoryAudit", computed: directoryAudits},
			{path: "auditLogs/signIns", context: "auditLogs/signIns", typ: "signIn", computed: signIns},
		}, []relation{
			{owner: "domain", name: "verificationDnsRecords", computed: verificationRecords},
			{owner: "domain", name: "serviceConfigurationRecords", computed: serviceRecords},
			{owner: "domain", name: "domainNameReferences", computed: domainReferences},
			{owner: "device", name: "registeredOwners", link: "registeredOwners", writes: true},
			{owner: "device", name: "registeredUsers", link: "registeredUsers", writes: true},
			{owner: "orgContact", name: "manager", link: "manager", single: true},
			{owner: "orgContact", name: "directReports", link: "manager", reverse: true},
			{owner: "orgContact", name: "memberOf", link: "members", reverse: true},
			{owner: "orgContact", name: "transitiveMemberOf", link: "members", reverse: true, transitive: true},
		}, []operation{
			{name: "delta", binding: "device", collection: true, method: http.MethodGet, run: (*exchange).delta},
			{name: "delta", binding: "orgContact", collection: true, method: http.MethodGet, run: (*exchange).delta},
			{name: "verify", binding: "domain", method: http.MethodPost, run: (*exchange).verifyDomain},
			{name: "promote", binding: "domain", method: http.MethodPost, run: (*exchange).promoteDomain},
			{name: "forceDelete", binding: "domain", method: http.MethodPost, run: (*exchange).forceDeleteDomain},
		}
}

func directoryAudits(_ *exchange, tx *store.Tx) ([]*store.Record, error) { return core.Audits(tx) }

func signIns(_ *exchange, tx *store.Tx) ([]*store.Record, error) { return core.SignIns(tx) }
