// Package policycmd is the noun policy: the policies that applications and
// service principals go by. `app policy` and `sp policy` assign them.
package policycmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// kind is one kind of policies, with the definition and the change that its
// examples show.
type kind struct {
	noun        *cmdkit.Noun
	word, short string
	example     string // the name of a policy
	definition  string
	change      string
}

// kinds are all of them. The definitions are those of Microsoft's pages on the
// resource types.
func kinds() []kind {
	return []kind{
		{
			noun: noun.TokenLifetimePolicy(), word: "token-lifetime", short: "How long tokens are good",
			example: "Short", definition: `{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"2:00:00"}}`,
			change: `--organization-default`,
		},
		{
			noun: noun.TokenIssuancePolicy(), word: "token-issuance", short: "How SAML tokens are made and signed",
			example: "SHA-256", definition: `{"TokenIssuancePolicy":{"Version":1,"SigningAlgorithm":"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256","TokenResponseSigningPolicy":"TokenOnly","SamlTokenVersion":"2.0"}}`,
			change: `--definition @issuance.json`,
		},
		{
			noun: noun.ClaimsMappingPolicy(), word: "claims-mapping", short: "What tokens say of a user",
			example: "Department", definition: `{"ClaimsMappingPolicy":{"Version":1,"IncludeBasicClaimSet":"true","ClaimsSchema":[{"Source":"user","ID":"department","JwtClaimType":"department"}]}}`,
			change: `--definition @claims.json`,
		},
		{
			noun: noun.HomeRealmDiscoveryPolicy(), word: "home-realm-discovery", short: "Where users are sent to sign in",
			example: "Federated", definition: `{"HomeRealmDiscoveryPolicy":{"AccelerateToFederatedDomain":true,"PreferredDomain":"contoso.com"}}`,
			change: `--organization-default`,
		},
	}
}

// New makes the command policy with a group for each kind.
func New(a *app.App) *cobra.Command {
	group := cmdkit.Group("policy", "Policies on tokens and sign-in that apps go by")
	for _, k := range kinds() {
		group.AddCommand(k.group(a))
	}
	return group
}

// warned says that another policy has the name of a new one.
func warned(a *app.App) cmdkit.Completion {
	return func(ctx context.Context, _ directory.Directory, n *cmdkit.Noun, body *odata.Object) error {
		return cmdkit.WarnOfName(ctx, a, n, body.String("displayName"))
	}
}

func (k kind) group(a *app.App) *cobra.Command {
	words := "policy " + k.word
	remove := cmdkit.DeleteWith(a, k.noun, goBy, words+" delete "+k.example+" --yes")
	remove.Short = "Delete " + k.noun.Plural + " for good"
	remove.Long = `Deletes policies. Those that go by one do so no longer, and are named first. The
directory keeps no deleted policies: one can be made anew from the task's
record, under another id.`
	return cmdkit.Group(k.word, k.short,
		cmdkit.List(a, k.noun,
			words+" list",
			words+" list --select displayName,definition -o csv"),
		cmdkit.Get(a, k.noun, words+" get "+k.example),
		cmdkit.CreateWith(a, k.noun, warned(a), words+" create "+k.example+" --definition '"+k.definition+"'"),
		cmdkit.Update(a, k.noun, words+" update "+k.example+" "+k.change),
		remove)
}
