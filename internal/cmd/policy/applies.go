package policycmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// most is how many of those that go by a policy are named.
const most = 10

// goBy names those that go by a policy (Graph: relation appliesTo of
// stsPolicy): with it they lose it, and a new one is assigned to nobody.
func goBy(ctx context.Context, dir directory.Directory, op *directory.Operation) (string, error) {
	var names []string
	for o, err := range dir.List(ctx, op.Ref.Below("appliesTo"), odata.Query{}) {
		if apierr.KindOf(err) == apierr.Forbidden {
			return "", nil // who may not see it may delete the policy all the same
		}
		if err != nil {
			return "", err
		}
		if len(names) == most {
			names = append(names, "and more")
			break
		}
		names = append(names, fmt.Sprintf("%s %s (%s)", words(cmdkit.ObjectType(o)), cmdkit.OneLine(o.String("displayName")), o.ID()))
	}
	if len(names) == 0 {
		return "", nil
	}
	return op.Target + " is assigned to " + strings.Join(names, ", "), nil
}

// words is the name of a type as it is said.
func words(typ string) string {
	switch typ {
	case "application":
		return "the app"
	case "servicePrincipal":
		return "the service principal"
	}
	return "the " + typ
}
