package appcmd

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// federatedCredentials is the table of the federated credentials of an
// application (Graph: resource type federatedIdentityCredential).
func federatedCredentials() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "federated credential", Plural: "federated credentials", Type: "federatedIdentityCredential",
		Within: &cmdkit.Within{Owner: noun.App(), Path: "federatedIdentityCredentials"},
		Keys:   []string{"name"}, KeyInPath: true, Arg: "CREDENTIAL",
		Properties: []string{"id", "name", "issuer", "subject", "audiences", "description"},
		Columns: []output.Column{
			cmdkit.KeyColumn("name"),
			cmdkit.Column("issuer"),
			cmdkit.Column("subject"),
			cmdkit.WideColumn("audiences"),
			cmdkit.WideColumn("description"),
			cmdkit.WideColumn("id"),
		},
		Settable: []cmdkit.Field{
			{Property: "name", Usage: "name of the credential"},
			{Property: "issuer", Usage: "https URL of the identity provider that vouches"},
			{Property: "subject", Usage: "whom it vouches for: repo:contoso/payroll:ref:refs/heads/main"},
			{Property: "audiences", Flag: "audience", Usage: "for whom its tokens are", Default: "api://AzureADTokenExchange"},
			{Property: "description", Usage: "what the credential is for"},
		},
	}
}

// newFederatedCredential makes the group federated-credential.
func newFederatedCredential(a *app.App) *cobra.Command {
	n := federatedCredentials()
	const github = `--issuer https://token.actions.githubusercontent.com --subject repo:contoso/payroll:ref:refs/heads/main`
	create := cmdkit.CreateWith(a, n, completeFederated,
		`app federated-credential create Payroll main `+github,
		`app federated-credential create Payroll -f main.json`)
	create.Short = "Let tokens of another identity provider sign an app in"
	return cmdkit.Group("federated-credential", "Tokens of other identity providers that sign an app in",
		cmdkit.List(a, n, `app federated-credential list Payroll`),
		cmdkit.Get(a, n, `app federated-credential get Payroll main`),
		create,
		cmdkit.UpdateWith(a, n, checkFederatedUpdate,
			`app federated-credential update Payroll main --subject repo:contoso/payroll:environment:production`),
		cmdkit.Delete(a, n, `app federated-credential delete Payroll main --yes`))
}

// maxFederated is the documented bound of the federated credentials of an
// application (facts/graph.md, section 10).
const maxFederated = 20

// completeFederated holds a new credential to what the service asks of it
// beside the others of its application.
func completeFederated(ctx context.Context, dir directory.Directory, n *cmdkit.Noun, body *odata.Object) error {
	list, err := otherFederated(ctx, dir, n.All(), "")
	if err != nil {
		return err
	}
	if len(list) >= maxFederated {
		return apierr.New(apierr.Conflict, n.Name+" "+body.String("name"), "the app has 20 federated credentials already, as many as it can have").
			WithHint("`tenantctl app federated-credential delete` makes room")
	}
	return sameSubject(list, body)
}

// checkFederatedUpdate does the same for the changes of credentials.
func checkFederatedUpdate(ctx context.Context, dir directory.Directory, spec *task.Spec) error {
	for _, op := range spec.Ops {
		if !op.Body.Has("issuer") && !op.Body.Has("subject") {
			continue
		}
		now, err := dir.Get(ctx, op.Ref, odata.Query{})
		if err != nil {
			return err
		}
		for name, value := range op.Body.All() {
			now.Set(name, value)
		}
		all := op.Ref.Below(op.Ref.Path[:strings.LastIndexByte(op.Ref.Path, '/')])
		list, err := otherFederated(ctx, dir, all, now.ID())
		if err != nil {
			return err
		}
		if err := sameSubject(list, now); err != nil {
			return err
		}
	}
	return nil
}

// otherFederated are the credentials of an application but one.
func otherFederated(ctx context.Context, dir directory.Directory, all directory.Ref, but string) ([]*odata.Object, error) {
	var list []*odata.Object
	for o, err := range dir.List(ctx, all, odata.Query{}) {
		if err != nil {
			return nil, err
		}
		if o.ID() != but {
			list = append(list, o)
		}
	}
	return list, nil
}

// sameSubject refuses a credential for whom another one is. Subjects differ by
// case.
func sameSubject(list []*odata.Object, body *odata.Object) error {
	for _, o := range list {
		if o.String("issuer") == body.String("issuer") && o.String("subject") == body.String("subject") && o.String("name") != body.String("name") {
			return apierr.New(apierr.Conflict, "federated credential "+body.String("name"),
				"the federated credential "+o.String("name")+" has this issuer and subject already: an app has one of them").
				WithHint("`tenantctl app federated-credential list` shows all")
		}
	}
	return nil
}
