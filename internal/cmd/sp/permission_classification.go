package spcmd

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// classifications is the table of how much of a risk delegated permissions of
// a service principal are, by which people may be let consent to them (Graph:
// resource type delegatedPermissionClassification).
func classifications() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "permission classification", Plural: "permission classifications", Type: "delegatedPermissionClassification",
		Within: &cmdkit.Within{Owner: noun.ServicePrincipal(), Path: "delegatedPermissionClassifications"},
		Keys:   []string{"permissionName"}, Arg: "PERMISSION",
		Properties: []string{"id", "permissionName", "permissionId", "classification"},
		Columns: []output.Column{
			cmdkit.KeyColumn("permissionName"),
			cmdkit.Column("classification"),
			cmdkit.Column("permissionId"),
			cmdkit.WideColumn("id"),
		},
		Settable: []cmdkit.Field{
			{Property: "permissionName", Usage: "value of a delegated permission of the service principal"},
			{Property: "classification", Usage: "how much of a risk it is", Values: []string{"low", "medium", "high"}, Default: "low"},
		},
		RemoveName: "remove",
	}
}

// newClassification makes the group permission-classification.
func newClassification(a *app.App) *cobra.Command {
	n := classifications()
	add := cmdkit.CreateWith(a, n, completeClassification,
		`sp permission-classification add "Microsoft Graph" User.Read`,
		`sp permission-classification add "Microsoft Graph" User.Read --classification low --dry-run`)
	add.Use = "add SP PERMISSION [flags]"
	add.Short = "Classify a delegated permission of a service principal"
	remove := cmdkit.Delete(a, n, `sp permission-classification remove "Microsoft Graph" User.Read --yes`)
	remove.Short = "Take the classifications of delegated permissions away"
	return cmdkit.Group("permission-classification", "How much of a risk delegated permissions are",
		cmdkit.List(a, n, `sp permission-classification list "Microsoft Graph"`), add, remove)
}

// unclassified makes sure that a permission has no other classification: it
// has one at most, and that cannot be changed.
func unclassified(ctx context.Context, dir directory.Directory, n *cmdkit.Noun, body *odata.Object) error {
	name := body.String("permissionName")
	for o, err := range dir.List(ctx, n.All(), odata.Query{}) {
		if err != nil {
			return err
		}
		switch {
		case o.String("permissionName") != name:
		case o.String("classification") == body.String("classification"):
			return &cmdkit.AlreadyThere{Object: o}
		default:
			return apierr.New(apierr.Conflict, "permission "+name, "is classified as "+o.String("classification")+" already").
				WithHint("`tenantctl sp permission-classification remove` takes that away")
		}
	}
	return nil
}

// completeClassification finds the permission that is named by its value or
// its id among those of the service principal.
func completeClassification(ctx context.Context, dir directory.Directory, n *cmdkit.Noun, body *odata.Object) error {
	owner := n.All()
	owner.Path = ""
	sp, err := dir.Get(ctx, owner, odata.Query{Select: []string{"id", "displayName", "oauth2PermissionScopes"}})
	if err != nil {
		return err
	}
	var scopes []struct{ ID, Value string }
	_ = sp.Decode("oauth2PermissionScopes", &scopes) // without them none is found
	name := body.String("permissionName")
	var values []string
	for _, s := range scopes {
		if strings.EqualFold(s.Value, name) || strings.EqualFold(s.ID, name) {
			body.Set("permissionName", s.Value)
			body.Set("permissionId", s.ID)
			return unclassified(ctx, dir, n, body)
		}
		values = append(values, s.Value)
	}
	missing := cmdkit.NotFound("permission "+name, sp.String("displayName")+" offers no such delegated permission")
	if near := edm.Near(name, values); len(near) > 0 {
		return missing.WithHint("did you mean " + strings.Join(near, " or ") + "?")
	}
	return missing.WithHint("`tenantctl sp get " + sp.ID() + " --select oauth2PermissionScopes -o json` shows them")
}
