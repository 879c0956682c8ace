package seed

import "github.com/tenantctl/tenantctl/pkg/odata"

// sku is a subscribed product: ids, names and plans as in facts/graph.md,
// section 8; which plan belongs to which product is a sketch of Microsoft's
// list, the numbers of units are ours.
type sku struct {
	id, part string
	units    int
	plans    []string
}

func skuList() []sku {
	office := []string{"EXCHANGE_S_ENTERPRISE", "SHAREPOINTENTERPRISE", "SHAREPOINTWAC", "TEAMS1", "MCOSTANDARD",
		"OFFICESUBSCRIPTION", "YAMMER_ENTERPRISE", "SWAY", "PROJECTWORKMANAGEMENT", "RMS_S_ENTERPRISE", "FLOW_O365_P1", "BPOS_S_TODO_1"}
	premium := []string{"MCOEV", "MCOMEETADV", "BI_AZURE_P2", "ATP_ENTERPRISE", "LOCKBOX_ENTERPRISE"}
	security := []string{"AAD_PREMIUM", "RMS_S_ENTERPRISE"}
	security2 := []string{"AAD_PREMIUM", "AAD_PREMIUM_P2", "RMS_S_ENTERPRISE", "RMS_S_PREMIUM2"}
	return []sku{
		{"18181a46-0d4e-45cd-891e-60aabd171b4e", "STANDARDPACK", 100, []string{"SHAREPOINTWAC", "TEAMS1", "MCOSTANDARD", "YAMMER_ENTERPRISE", "SWAY", "FLOW_O365_P1"}},
		{"6fd2c87f-b296-42f0-b197-1e91e994b900", "ENTERPRISEPACK", 2000, office},
		{"c7df2760-2c81-4ef7-b578-5b5392b571df", "ENTERPRISEPREMIUM", 100, append(office[:len(office):len(office)], premium...)},
		{"05e9a617-0261-4cee-bb44-138d3ef5d965", "SPE_E3", 100, append(office[:len(office):len(office)], "AAD_PREMIUM")},
		{"efccb6f7-5641-4e0e-bd10-b4976e1bf68e", "EMS", 100, security},
		{"b05e124f-c7cc-45a0-a6aa-8cf78c946968", "EMSPREMIUM", 100, security2},
		{"078d2b04-f1bd-4111-bbd4-b4b1b354cef4", "AAD_PREMIUM", 100, []string{"AAD_PREMIUM", "EXCHANGE_S_FOUNDATION"}},
		{"84a661c4-e949-4bd2-a560-ed7766fcaf2b", "AAD_PREMIUM_P2", 100, []string{"AAD_PREMIUM", "AAD_PREMIUM_P2", "EXCHANGE_S_FOUNDATION"}},
		{"f8a1db68-be16-40ed-86d5-cb42ce701560", "POWER_BI_PRO", 100, []string{"BI_AZURE_P2", "EXCHANGE_S_FOUNDATION"}},
	}
}

// plan is a service plan.
type plan struct{ name, id string }

func plans() []plan {
	return []plan{
		{"EXCHANGE_S_ENTERPRISE", "efb87545-963c-4e0d-99df-69c6916d9eb0"},
		{"EXCHANGE_S_FOUNDATION", "113feb6c-3fe4-4440-bddc-54d774bf0318"},
		{"SHAREPOINTENTERPRISE", "5dbe027f-2339-4123-9542-606e4d348a72"},
		{"SHAREPOINTWAC", "e95bec33-7c88-4a70-8e19-b10bd9d0c014"},
		{"TEAMS1", "57ff2da0-773e-42df-b2af-ffb7a2317929"},
		{"MCOSTANDARD", "0feaeb32-d00e-4d66-bd5a-43b5b83db82c"},
		{"MCOEV", "4828c8ec-dc2e-4779-b502-87ac9ce28ab7"},
		{"MCOMEETADV", "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40"},
		{"OFFICESUBSCRIPTION", "43de0ff5-c92c-492b-9116-175376d08c38"},
		{"YAMMER_ENTERPRISE", "7547a3fe-08ee-4ccb-b430-5077c5041653"},
		{"SWAY", "a23b959c-7ce8-4e57-9140-b90eb88a9e97"},
		{"PROJECTWORKMANAGEMENT", "b737dad2-2f6c-4c65-90e3-ca563267e8b9"},
		{"AAD_PREMIUM", "41781fb2-bc02-4b7c-bd55-b576c07bb09d"},
		{"AAD_PREMIUM_P2", "eec0eb4f-6444-4f95-aba0-50c24d67f998"},
		{"RMS_S_ENTERPRISE", "bea4c11e-220a-4e6d-8eb8-8ea15d019f90"},
		{"RMS_S_PREMIUM2", "5689bec4-755d-4753-8b61-40975025187c"},
		{"FLOW_O365_P1", "0f9b09cb-62d1-4ff4-9129-43f4996f83f4"},
		{"BPOS_S_TODO_1", "5e62787c-c316-451f-b873-1d05acd4d12c"},
		{"BI_AZURE_P2", "70d33638-9c74-4d01-bfd3-562de28bd4ba"},
		{"ATP_ENTERPRISE", "f20fedf3-f3c3-43c3-8267-2bfdd51c0939"},
		{"LOCKBOX_ENTERPRISE", "9f431833-0334-42de-a7dc-70aa40db46db"},
	}
}

func skus() []object {
	var list []object
	for _, s := range skuList() {
		list = append(list, object{"subscribedSku", odata.NewObject(
			"id", TenantID+"_"+s.id,
			"accountId", TenantID,
			"accountName", "contoso",
			"appliesTo", "User",
			"capabilityStatus", "Enabled",
			"consumedUnits", 0,
			"prepaidUnits", odata.NewObject("enabled", s.units, "lockedOut", 0, "suspended", 0, "warning", 0),
			"servicePlans", s.servicePlans(),
			"skuId", s.id,
			"skuPartNumber", s.part,
			"subscriptionIds", []string{},
		)})
	}
	return list
}

func (s sku) servicePlans() []*odata.Object {
	var list []*odata.Object
	for _, name := range s.plans {
		for _, p := range plans() {
			if p.name != name {
				continue
			}
			appliesTo := "User"
			if name == "EXCHANGE_S_FOUNDATION" {
				appliesTo = "Company"
			}
			list = append(list, odata.NewObject("servicePlanId", p.id, "servicePlanName", p.name,
				"provisioningStatus", "Success", "appliesTo", appliesTo))
		}
	}
	return list
}
