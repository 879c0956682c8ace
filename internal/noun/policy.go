package noun

import (
	"fmt"
	"os"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// TokenLifetimePolicy is the table of policies on how long tokens are good
// (Graph: resource type tokenLifetimePolicy).
func TokenLifetimePolicy() *cmdkit.Noun { return policy("token lifetime", "tokenLifetime", true) }

// TokenIssuancePolicy is the table of policies on how SAML tokens are made and
// signed (Graph: resource type tokenIssuancePolicy).
func TokenIssuancePolicy() *cmdkit.Noun { return policy("token issuance", "tokenIssuance", false) }

// ClaimsMappingPolicy is the table of policies on what tokens say of a user
// (Graph: resource type claimsMappingPolicy).
func ClaimsMappingPolicy() *cmdkit.Noun { return policy("claims mapping", "claimsMapping", false) }

// HomeRealmDiscoveryPolicy is the table of policies on where users are sent to
// sign in (Graph: resource type homeRealmDiscoveryPolicy).
func HomeRealmDiscoveryPolicy() *cmdkit.Noun {
	return policy("home realm discovery", "homeRealmDiscovery", true)
}

// policy is the table of one kind of the policies that applications and
// service principals go by. general says that one of them can be the default
// of the organization (facts/graph.md, section 10).
func policy(words, name string, general bool) *cmdkit.Noun {
	n := &cmdkit.Noun{
		Name: words + " policy", Plural: words + " policies", Arg: "POLICY",
		Command: "policy " + strings.ReplaceAll(words, " ", "-"),
		Set:     "policies/" + name + "Policies", Type: name + "Policy",
		Keys:       []string{"displayName"},
		Properties: []string{"id", "displayName", "description", "definition", "isOrganizationDefault", "deletedDateTime"},
		Columns: []output.Column{
			cmdkit.KeyColumn("displayName"),
			cmdkit.Column("isOrganizationDefault"),
			cmdkit.Column("definition"),
			cmdkit.WideColumn("description"),
			cmdkit.WideColumn("id"),
		},
		Settable: []cmdkit.Field{
			{Property: "displayName", Usage: "name of the policy"},
			{Property: "definition", Usage: "the rules as a JSON text, or @FILE with it", Read: definition},
			{Property: "description", Usage: "what the policy is for"},
		},
	}
	if general {
		n.Settable = append(n.Settable, cmdkit.Field{Property: "isOrganizationDefault", Flag: "organization-default", Usage: "whether it is for all who have no other"})
	}
	return n
}

// definition reads the rules of a policy, which stand in it as a text: a JSON
// object, of which the model knows what it holds.
func definition(text string) (string, error) {
	if file, ok := strings.CutPrefix(text, "@"); ok {
		data, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		text = string(data)
	}
	o, err := odata.ParseObject([]byte(text))
	if err != nil {
		return "", fmt.Errorf("it is no JSON object: %w", err)
	}
	return string(o.AppendJSON(nil)), nil
}

// AssignedPolicies is the relation of an owner (an application, a service
// principal) to the policies of one kind that it goes by.
func AssignedPolicies(owner, policies *cmdkit.Noun) *cmdkit.Relation {
	return &cmdkit.Relation{
		Owner: owner, Item: policies, Name: strings.TrimPrefix(policies.Set, "policies/"),
		TaskType: "add_policy." + owner.Name, RemoveType: "remove_policy." + owner.Name,
		Join: "add", Leave: "remove", Word: "policy",
	}
}
