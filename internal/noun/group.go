package noun

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Group is the table of groups (Graph: resource type group).
func Group() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "group", Plural: "groups", Set: "groups", Type: "group",
		Keys: []string{"mailNickname", "displayName"},
		Properties: []string{
			"id", "displayName", "mailNickname", "description", "groupTypes", "mailEnabled",
			"securityEnabled", "mail", "visibility", "membershipRule", "isAssignableToRole",
			"createdDateTime", "onPremisesSyncEnabled",
		},
		Columns: []output.Column{
			cmdkit.KeyColumn("mailNickname"),
			cmdkit.Column("displayName"),
			{Name: "type", Value: groupType},
			cmdkit.Column("description"),
			cmdkit.WideColumn("visibility"),
			cmdkit.WideColumn("mail"),
			cmdkit.WideColumn("createdDateTime"),
			cmdkit.WideColumn("id"),
		},
		Settable: []cmdkit.Field{
			{Property: "displayName", Usage: "name shown for the group"},
			{Property: "description", Usage: "what the group is for"},
			{Property: "mailNickname", Usage: "mail alias, unique in the organization"},
			{Property: "visibility", Usage: "Private, Public or HiddenMembership", Values: []string{"Private", "Public", "HiddenMembership"}},
			{Property: "membershipRule", Usage: "rule of a dynamic group"},
		},
		SoftDelete: true,
		RemoveName: "delete",
	}
}

// groupType tells a group's kind in one word, from its groupTypes,
// mailEnabled and securityEnabled (Graph: group types).
func groupType(o *odata.Object) string {
	mail, _ := o.Bool("mailEnabled")
	security, known := o.Bool("securityEnabled")
	switch {
	case slices.Contains(o.Strings("groupTypes"), "Unified"):
		return "microsoft365"
	case !known:
		return ""
	case mail && security:
		return "mail-security"
	case mail:
		return "distribution"
	}
	return "security"
}

// Member is the table of what a group holds: any directory object that has
// a name.
func Member() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "member", Plural: "members", Set: "directoryObjects", Type: "user",
		Keys:       []string{"userPrincipalName"},
		Properties: []string{"id", "displayName", "userPrincipalName", "mail"},
		Columns: []output.Column{
			cmdkit.KeyColumn("id"),
			{Name: "type", Value: cmdkit.ObjectType},
			cmdkit.Column("displayName"),
			cmdkit.Column("userPrincipalName"),
			cmdkit.WideColumn("mail"),
		},
	}
}

// Membership is the table of what an object is a member of: groups,
// directory roles, administrative units.
func Membership() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "membership", Plural: "memberships", Set: "directoryObjects", Type: "group",
		Keys:       []string{"displayName"},
		Properties: []string{"id", "displayName", "mailNickname", "description"},
		Columns: []output.Column{
			cmdkit.KeyColumn("displayName"),
			{Name: "type", Value: cmdkit.ObjectType},
			cmdkit.Column("mailNickname"),
			cmdkit.Column("description"),
			cmdkit.WideColumn("id"),
		},
	}
}
