package noun

import (
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Object is the table of directory objects of whatever type, as getByIds
// gives them (Graph: resource type directoryObject).
func Object() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "object", Plural: "objects", Set: "directoryObjects", Type: "directoryObject",
		Keys:       []string{"displayName"},
		Properties: []string{"id", "displayName", "userPrincipalName", "mailNickname", "appId", "mail"},
		Columns: []output.Column{
			cmdkit.KeyColumn("id"),
			{Name: "type", Value: cmdkit.ObjectType},
			cmdkit.Column("displayName"),
			cmdkit.Column("userPrincipalName"),
			{Name: "mailNickname", Value: alias, Wide: true},
			cmdkit.WideColumn("appId"),
			cmdkit.WideColumn("mail"),
		},
	}
}

// alias is what a group or contact is called in addresses. Users go by their
// UPN: Microsoft Graph gives their alias only where it is selected.
func alias(o *odata.Object) string {
	if cmdkit.ObjectType(o) == "user" {
		return ""
	}
	return o.String("mailNickname")
}
