package core

import "github.com/tenantctl/tenantctl/internal/embedded/store"

// applicationKinds are applications, service principals and what they hold.
func applicationKinds() []kind {
	always := func(*store.Record) bool { return true }
	return append(applicationPolicyKinds(), []kind{
		{typ: "application", create: (*Directory).createApplication, update: (*Directory).updateApplication, soft: always,
			going: applicationGoing, back: applicationBack},
		{typ: "servicePrincipal", create: (*Directory).createPrincipal, update: (*Directory).updatePrincipal, soft: always,
			back: principalBack},
		{typ: "applicationTemplate", fixed: true},
		{typ: "extensionProperty", create: (*Directory).createExtension},
		{typ: "schemaExtension", create: (*Directory).createSchemaExtension, update: (*Directory).updateSchemaExtension, going: schemaExtensionGoing},
		{typ: "delegatedPermissionClassification", create: (*Directory).createClassification},
		{typ: "federatedIdentityCredential", create: (*Directory).createFederated, update: (*Directory).updateFederated},
	}...)
}

// applicationLinks are who owns them, and the policies that they go by.
func applicationLinks() []linkRule {
	return append(applicationPolicyLinks(), []linkRule{
		{owner: "application", relation: "owners", may: mayOwnApplication},
		{owner: "servicePrincipal", relation: "owners", may: mayOwnApplication},
	}...)
}

// mayOwnApplication: the rules of [mayOwn]; the last owner may go, too
// (facts/graph.md, section 10).
func mayOwnApplication(_ *Directory, tx *store.Tx, owned, other *store.Record) error {
	return mayOwn(tx, owned, other)
}
