package noun

import (
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
)

// Contact is the table of organizational contacts (Graph: resource type
// orgContact). They come from elsewhere: a directory can only be asked for
// them.
func Contact() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "contact", Plural: "contacts", Set: "contacts", Type: "orgContact",
		Keys:       []string{"displayName", "mail"},
		Properties: []string{"id", "displayName", "mail", "mailNickname", "companyName", "department", "jobTitle"},
		Columns: []output.Column{
			cmdkit.KeyColumn("displayName"),
			cmdkit.Column("mail"),
			cmdkit.Column("companyName"),
			cmdkit.WideColumn("id"),
		},
	}
}

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
			cmdkit.WideColumn("mailNickname"),
			cmdkit.WideColumn("appId"),
			cmdkit.WideColumn("mail"),
		},
	}
}
