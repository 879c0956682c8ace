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
