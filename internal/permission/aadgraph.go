package permission

import "slices"

// FromAADGraph gives permissions of Azure AD Graph in the words of Microsoft
// Graph, in which the table is written. Names that both services have mean the
// same in both; what only Azure AD Graph says in its own way is added:
//
//   - user_impersonation, which its tokens have for Microsoft's own clients, is
//     Directory.AccessAsUser.All;
//   - Directory.Read.All, and so Directory.ReadWrite.All, reads domains with
//     their DNS records, for which there is no narrower permission there.
//
// Nothing else is wider there: the documents leave creating and updating of
// applications, service principals, devices and domains out of
// Directory.ReadWrite.All, and manager and direct reports out of User.Read
// ("Permission scopes", Azure AD Graph API concepts).
func FromAADGraph(held []string) []string {
	list := slices.Clone(held)
	if slices.Contains(held, "user_impersonation") {
		list = append(list, accessAsUser)
	}
	if holds(held, "Directory.Read.All") {
		list = append(list, "Domain.Read.All")
	}
	return list
}
