package permission

// tenant are the rows of what the tenant as a whole has.
func tenant() []section {
	return []section{
		{areaOrganization, organizationRows()}, {areaDomain, domainRows()}, {areaLicense, skuRows()},
		{areaPolicy, policyRows()}, {areaPolicy, accessRows()}, {areaAudit, auditRows()},
		{areaDevice, deviceRows()}, {areaUser, contactRows()},
	}
}

func organizationRows() []row {
	const read = "Organization.Read.All User.Read.All Directory.Read.All"
	return []row{
		{"GET", "/organization", read, "User.Read " + read},
		{"GET", "/organization/{id}", read, "User.Read " + read}, // the list has User.Read.All alone; as the collection
		{"PATCH", "/organization/{id}", "Organization.ReadWrite.All", ""},
	}
}

func domainRows() []row {
	const read = "Domain.Read.All Directory.Read.All"
	const write = "Domain.ReadWrite.All"
	return []row{
		{"GET", "/domains", read, ""},
		{"POST", "/domains", write, ""},
		{"GET", "/domains/{id}", read, ""},
		{"PATCH DELETE", "/domains/{id}", write, ""},
		{"GET", "/domains/{id}/verificationDnsRecords", "Domain.Read.All", ""},
		{"GET", "/domains/{id}/serviceConfigurationRecords", "Domain.Read.All", ""},
		{"GET", "/domains/{id}/domainNameReferences", "Domain.Read.All", ""},
		{"POST", "/domains/{id}/verify", write, ""},
		{"POST", "/domains/{id}/promote", write, ""},
		{"POST", "/domains/{id}/forceDelete", write, ""},
	}
}

func skuRows() []row {
	const read = "LicenseAssignment.Read.All Organization.Read.All Directory.Read.All"
	return []row{{"GET", "/subscribedSkus", read, ""}, {"GET", "/subscribedSkus/{id}", read, ""}}
}

func policyRows() []row {
	const read = "Policy.Read.All Policy.ReadWrite.ApplicationConfiguration"
	const write = "Policy.ReadWrite.ApplicationConfiguration"
	var list []row
	for _, set := range []string{
		"/policies/claimsMappingPolicies", "/policies/homeRealmDiscoveryPolicies", "/policies/tokenIssuancePolicies", "/policies/tokenLifetimePolicies",
	} {
		list = append(list, row{"GET", set, read, ""}, row{"POST", set, write, ""}, row{"GET", set + "/{id}", read, ""},
			row{"PATCH DELETE", set + "/{id}", write, ""},
			row{"GET", set + "/{id}/appliesTo", read + "+Application.Read.All", ""}) // "List appliesTo"
	}
	return list
}

// accessRows are conditional access. The list has Policy.Read.All alone for
// changes too, where the reference says "and".
func accessRows() []row {
	const both = "Policy.ReadWrite.ConditionalAccess+Policy.Read.All"
	const locations = "/identity/conditionalAccess/namedLocations"
	return []row{
		{"GET", locations, "Policy.Read.All", ""},
		{"POST", locations, both, ""},
		{"GET", locations + "/{id}", "Policy.Read.All", ""},
		{"PATCH DELETE", locations + "/{id}", both, ""},
	}
}

func auditRows() []row {
	const read = "AuditLog.Read.All Directory.Read.All"
	return []row{
		{"GET", "/auditLogs/directoryAudits", read, ""},
		{"GET", "/auditLogs/directoryAudits/{id}", read, ""},
		{"GET", "/auditLogs/signIns", "AuditLog.Read.All", ""},
		{"GET", "/auditLogs/signIns/{id}", "AuditLog.Read.All", ""},
		{"GET", "/auditLogs/provisioning", "ProvisioningLog.Read.All AuditLog.Read.All Directory.Read.All", ""},
	}
}

func deviceRows() []row {
	const read = "Device.Read.All Directory.Read.All"
	const asUser = "Directory.AccessAsUser.All"
	list := []row{
		{"GET", "/devices", read, ""},
		{"POST", "/devices", "-", asUser},
		{"GET", "/devices/delta", "Device.Read.All", ""},
		{"GET", "/devices/{id}", read, ""},
		{"PATCH", "/devices/{id}", "Device.ReadWrite.All Directory.ReadWrite.All", asUser},
		{"DELETE", "/devices/{id}", "Device.ReadWrite.All", asUser},
		{"GET", "/devices/{id}/memberOf", read, ""},
		{"GET", "/devices/{id}/transitiveMemberOf", read, ""},
	}
	for _, relation := range []string{"/devices/{id}/registeredOwners", "/devices/{id}/registeredUsers"} {
		list = append(list, row{"GET", relation, read, ""}, row{"POST", relation + "/$ref", "-", asUser}, row{"DELETE", relation + "/{id}/$ref", "-", asUser})
	}
	return list
}

func contactRows() []row {
	const read = "OrgContact.Read.All Directory.Read.All"
	return []row{
		{"GET", "/contacts", read, ""},
		{"GET", "/contacts/delta", read, ""},
		{"GET", "/contacts/{id}", read, ""},
		{"GET", "/contacts/{id}/manager", read + " Group.Read.All", ""},
		{"GET", "/contacts/{id}/directReports", read + " Group.Read.All", ""},
		{"GET", "/contacts/{id}/memberOf", read + " Group.Read.All", ""},
		{"GET", "/contacts/{id}/transitiveMemberOf", read + " Group.Read.All", ""},
	}
}
