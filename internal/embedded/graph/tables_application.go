package graph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// applicationArea is applications, service principals and what belongs to
// them.
func applicationArea() ([]set, []relation, []operation) {
	return []set{
			{path: "applications", context: "applications", typ: "application", paged: true, writes: true},
			{path: "servicePrincipals", context: "servicePrincipals", typ: "servicePrincipal", paged: true, writes: true},
			{path: "applicationTemplates", context: "applicationTemplates", typ: "applicationTemplate", paged: true},
			{path: "policies/claimsMappingPolicies", context: "policies/claimsMappingPolicies", typ: "claimsMappingPolicy", paged: true, writes: true},
			{path: "policies/tokenIssuancePolicies", context: "policies/tokenIssuancePolicies", typ: "tokenIssuancePolicy", paged: true, writes: true},
			{path: "policies/tokenLifetimePolicies", context: "policies/tokenLifetimePolicies", typ: "tokenLifetimePolicy", paged: true, writes: true},
			{path: "policies/homeRealmDiscoveryPolicies", context: "policies/homeRealmDiscoveryPolicies", typ: "homeRealmDiscoveryPolicy", paged: true, writes: true},
			{path: "schemaExtensions", context: "schemaExtensions", typ: "schemaExtension", paged: true, writes: true,
				remove: (*core.Directory).DeleteSchemaExtension},
		}, []relation{
			{owner: "application", name: "owners", link: "owners", writes: true},
			{owner: "application", name: "extensionProperties", link: "extensionProperties", contained: true},
			{owner: "application", name: "federatedIdentityCredentials", link: "federatedIdentityCredentials", contained: true},
			{owner: "servicePrincipal", name: "owners", link: "owners", writes: true},
			{owner: "servicePrincipal", name: "ownedObjects", link: "owners", reverse: true},
			{owner: "servicePrincipal", name: "createdObjects", link: "createdObjects"},
			{owner: "servicePrincipal", name: "memberOf", link: "members", reverse: true},
			{owner: "servicePrincipal", name: "transitiveMemberOf", link: "members", reverse: true, transitive: true},
			{owner: "servicePrincipal", name: "delegatedPermissionClassifications", link: "delegatedPermissionClassifications", contained: true},
			{owner: "servicePrincipal", name: "claimsMappingPolicies", link: "claimsMappingPolicies", writes: true},
			{owner: "application", name: "tokenIssuancePolicies", link: "tokenIssuancePolicies", writes: true},
			{owner: "application", name: "tokenLifetimePolicies", link: "tokenLifetimePolicies", writes: true},
			{owner: "servicePrincipal", name: "tokenIssuancePolicies", link: "tokenIssuancePolicies", writes: true},
			{owner: "servicePrincipal", name: "tokenLifetimePolicies", link: "tokenLifetimePolicies", writes: true},
			{owner: "servicePrincipal", name: "homeRealmDiscoveryPolicies", link: "homeRealmDiscoveryPolicies", writes: true},
			{owner: "claimsMappingPolicy", name: "appliesTo", link: "claimsMappingPolicies", reverse: true},
			{owner: "tokenIssuancePolicy", name: "appliesTo", link: "tokenIssuancePolicies", reverse: true},
			{owner: "tokenLifetimePolicy", name: "appliesTo", link: "tokenLifetimePolicies", reverse: true},
			{owner: "homeRealmDiscoveryPolicy", name: "appliesTo", link: "homeRealmDiscoveryPolicies", reverse: true},
		}, []operation{
			{name: "delta", binding: "application", collection: true, method: http.MethodGet, run: (*exchange).delta},
			{name: "delta", binding: "servicePrincipal", collection: true, method: http.MethodGet, run: (*exchange).delta},
			{name: "addPassword", binding: "application", method: http.MethodPost, run: (*exchange).addPassword},
			{name: "addPassword", binding: "servicePrincipal", method: http.MethodPost, run: (*exchange).addPassword},
			{name: "removePassword", binding: "application", method: http.MethodPost, run: (*exchange).removePassword},
			{name: "removePassword", binding: "servicePrincipal", method: http.MethodPost, run: (*exchange).removePassword},
			{name: "addKey", binding: "application", method: http.MethodPost, run: (*exchange).addKey},
			{name: "addKey", binding: "servicePrincipal", method: http.MethodPost, run: (*exchange).addKey},
			{name: "removeKey", binding: "application", method: http.MethodPost, run: (*exchange).removeKey},
			{name: "removeKey", binding: "servicePrincipal", method: http.MethodPost, run: (*exchange).removeKey},
			{name: "instantiate", binding: "applicationTemplate", method: http.MethodPost, run: (*exchange).instantiate},
			{name: "addTokenSigningCertificate", binding: "servicePrincipal", method: http.MethodPost, run: (*exchange).addTokenSigningCertificate},
			{name: "getPasswordSingleSignOnCredentials", binding: "servicePrincipal", beta: true, method: http.MethodPost, run: (*exchange).signOn},
			{name: "createPasswordSingleSignOnCredentials", binding: "servicePrincipal", beta: true, method: http.MethodPost, run: (*exchange).createSignOn},
			{name: "updatePasswordSingleSignOnCredentials", binding: "servicePrincipal", beta: true, method: http.MethodPost, run: (*exchange).updateSignOn},
			{name: "deletePasswordSingleSignOnCredentials", binding: "servicePrincipal", beta: true, method: http.MethodPost, run: (*exchange).deleteSignOn},
			{name: "getAvailableExtensionProperties", binding: "directoryObject", collection: true, method: http.MethodPost, run: (*exchange).availableExtensions},
			{name: "setVerifiedPublisher", binding: "application", method: http.MethodPost, run: (*exchange).setVerifiedPublisher},
			{name: "unsetVerifiedPublisher", binding: "application", method: http.MethodPost, run: (*exchange).unsetVerifiedPublisher},
		}
}
