package oauth

import "strings"

// knownClient is a client application of Microsoft's that every tenant knows
// without a registration: public, with its permissions consented to.
type knownClient struct {
	id, name string
	// scopes of Microsoft Graph that it is given when it asks for .default.
	scopes []string
}

// graphTools is the client of Microsoft's that is given whatever of Microsoft
// Graph an administrator asks it for.
const graphTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e"

// knownClients are the clients that the embedded directory lets in as they
// are. What each is given is as the real ones' tokens show it, in essence:
// Directory.AccessAsUser.All is what the user may do.
func knownClients() []knownClient {
	administer := []string{"Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "AuditLog.Read.All",
		"DelegatedPermissionGrant.ReadWrite.All", "Directory.AccessAsUser.All", "Group.ReadWrite.All", "User.ReadWrite.All"}
	return []knownClient{
		{"04b07795-8ddb-461a-bbee-02f9e1bf7b46", "Microsoft Azure CLI", administer},
		{"1950a258-227b-4e31-a9cf-717495945fc2", "Microsoft Azure PowerShell", administer},
		{"31359c7f-bd7e-475c-86db-fdb8c937548e", "PnP Management Shell", append(administer[:len(administer):len(administer)],
			"Directory.ReadWrite.All", "RoleManagement.ReadWrite.Directory", "Policy.Read.All", "Reports.Read.All")},
		{graphTools, "Microsoft Graph Command Line Tools", append(administer[:len(administer):len(administer)],
			"Policy.Read.All", "Policy.ReadWrite.ApplicationConfiguration", "Policy.ReadWrite.PermissionGrant")},
	}
}

func knownClientOf(appID string) (knownClient, bool) {
	for _, k := range knownClients() {
		if strings.EqualFold(k.id, appID) {
			return k, true
		}
	}
	return knownClient{}, false
}

// foreignResource tells whether a resource is a service of Microsoft's that
// is no part of a directory: a token for it can be had, as signing in to
// Azure CLI needs one, but nothing here takes it.
func foreignResource(resource string) bool {
	_, host, ok := strings.Cut(strings.ToLower(resource), "://")
	if !ok {
		return false
	}
	host, _, _ = strings.Cut(host, "/")
	host, _, _ = strings.Cut(host, ":")
	if host == "localhost" || host == "127.0.0.1" {
		return true // a service that a client's own settings name
	}
	for _, zone := range []string{"windows.net", "azure.com", "azure.net", "microsoft.com", "microsoftonline.com",
		"office.com", "office365.com", "sharepoint.com", "powerapps.com", "dynamics.com", "azure-api.net"} {
		if host == zone || strings.HasSuffix(host, "."+zone) {
			return true
		}
	}
	return false
}
