package permission

import (
	"slices"
	"strings"
)

// GlobalAdministrator is the template id of the role that may do everything.
const GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10"

// right is what a directory role may do, beyond a member.
type right struct {
	template string // the role's template id
	writes   []area
	reads    []area // of the restricted ones
}

// rights are the directory roles that count here, after "Microsoft Entra
// built-in roles" (learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference),
// by area instead of by single action. Roles for other services give nothing.
func rights() []right {
	restricted := []area{areaPolicy, areaAudit}
	return []right{
		{"fe930be7-5e62-47db-91af-98c3a49a38b1", []area{areaUser, areaPassword, areaGroup, areaLicense, areaInvitation}, nil},    // User Administrator
		{"fdd7a751-b60b-444a-984c-02652fe8fa1c", []area{areaGroup}, nil},                                                         // Groups Administrator
		{"4d6ac14f-3453-41d0-bef9-a3e0c569773a", []area{areaLicense}, nil},                                                       // License Administrator
		{"729827e3-9c14-49f7-bb1b-9608f156bbb8", []area{areaPassword}, nil},                                                      // Helpdesk Administrator
		{"966707d0-3269-4727-9be2-8c3a10f19b9d", []area{areaPassword}, nil},                                                      // Password Administrator
		{"c4e39bd9-1100-46d3-8c65-fb160da0071f", []area{areaPassword}, nil},                                                      // Authentication Administrator
		{"7be44c8a-adaf-4e2a-84d6-ab2649e08a13", []area{areaPassword}, nil},                                                      // Privileged Authentication Administrator
		{"e8611ab8-c189-46e8-94e1-60213ab1f814", []area{areaRole, areaUnit, areaConsent}, []area{areaPolicy}},                    // Privileged Role Administrator
		{"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", []area{areaApplication, areaConsent}, []area{areaPolicy}},                       // Application Administrator
		{"158c047a-c907-4556-b7ef-446551a6b5f7", []area{areaApplication, areaConsent}, []area{areaPolicy}},                       // Cloud Application Administrator
		{"9360feb5-f418-4baa-8175-e2a00bac4301", []area{areaUser, areaGroup, areaLicense, areaInvitation}, nil},                  // Directory Writers
		{"8329153b-31d0-4727-b945-745eb3bc5f31", []area{areaDomain}, nil},                                                        // Domain Name Administrator
		{"b0f54661-2d74-4c50-afa3-1ec803f12efe", []area{areaOrganization}, nil},                                                  // Billing Administrator
		{"8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2", []area{areaApplication, areaConsent, areaDomain, areaOrganization}, restricted}, // Hybrid Identity Administrator
		{"95e79109-95c0-4d8e-aee3-d01accf2d47b", []area{areaInvitation}, nil},                                                    // Guest Inviter
		{"194ae4cb-b126-40b2-bd5b-6091b380977d", []area{areaPolicy}, restricted},                                                 // Security Administrator
		{"b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", []area{areaPolicy}, []area{areaPolicy}},                                         // Conditional Access Administrator
		{"5d6b6bb7-de71-4623-b4af-96380a352509", nil, restricted},                                                                // Security Reader
		{"f2ef992c-3afb-46b9-b7cf-a126ee74c451", nil, restricted},                                                                // Global Reader
		{"3a2c62db-5318-420d-8d74-23affee5d9d5", []area{areaDevice}, nil},                                                        // Intune Administrator
		{"4a5d8f65-41da-4de4-8968-e035b65339cf", nil, []area{areaAudit}},                                                         // Reports Reader
	}
}

// byRole says that one of the directory roles gives the right.
func (r Rule) byRole(roles []string) bool {
	for _, template := range roles {
		if strings.EqualFold(template, GlobalAdministrator) {
			return true
		}
		for _, g := range rights() {
			if strings.EqualFold(g.template, template) && (slices.Contains(g.writes, r.area) || r.reads() && slices.Contains(g.reads, r.area)) {
				return true
			}
		}
	}
	return false
}

// restricted says that members may not even read the area.
func restricted(a area) bool { return a == areaPolicy || a == areaAudit }

// memberWrites says that a member without any role may write what it owns, and
// create: groups and applications, and that it may invite, as tenants allow
// unless told otherwise ("What are the default user permissions in Microsoft
// Entra ID?", learn.microsoft.com/entra/fundamentals/users-default-permissions).
func (r Rule) memberWrites() bool {
	return r.area == areaGroup || r.area == areaApplication || r.area == areaInvitation
}

// Privileged says that holders of the role are administrators, whose password
// and sign-in only the highest roles may touch ("Who can perform sensitive
// actions", learn.microsoft.com/graph/api/resources/users). Every role counts
// but those that only read, invite, or stand for ordinary users; that is
// simpler than Microsoft's matrix.
func Privileged(template string) bool {
	for _, ordinary := range []string{
		"10dae51f-b6af-4016-8d66-8c2a99b929b3", // Guest User
		"a0b1b346-4d3e-4e8b-98f8-753987be4970", // User
		"88d8e3e3-8f55-4a1e-953a-9b9898b8876b", // Directory Readers
		"95e79109-95c0-4d8e-aee3-d01accf2d47b", // Guest Inviter
		"4a5d8f65-41da-4de4-8968-e035b65339cf", // Reports Reader
	} {
		if strings.EqualFold(ordinary, template) {
			return false
		}
	}
	return true
}

// MayTouchPrivileged says that one of the directory roles may change the
// sign-in of administrators.
func MayTouchPrivileged(roles []string) bool {
	return slices.ContainsFunc(roles, func(template string) bool {
		return strings.EqualFold(template, GlobalAdministrator) || strings.EqualFold(template, "7be44c8a-adaf-4e2a-84d6-ab2649e08a13")
	})
}

// MayGrantGraph says that one of the directory roles may give away the
// application permissions of Microsoft Graph, which other administrators of
// applications may not ("Application Administrator", "Microsoft Entra
// built-in roles"): with them anybody would get any role.
func MayGrantGraph(roles []string) bool {
	return slices.ContainsFunc(roles, func(template string) bool {
		return strings.EqualFold(template, GlobalAdministrator) || strings.EqualFold(template, "e8611ab8-c189-46e8-94e1-60213ab1f814")
	})
}
