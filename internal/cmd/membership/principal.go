package membershipcmd

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// principal says which object is asked about.
type principal struct {
	arg   string
	types []string // the kinds that it may be of, none for any
}

// kinds are the nouns that a principal may be one of, in the order in which
// messages name them.
func kinds() []*cmdkit.Noun {
	return []*cmdkit.Noun{noun.User(), noun.Group(), noun.Contact(), noun.ServicePrincipal()}
}

func kindNames() []string {
	var names []string
	for _, n := range kinds() {
		names = append(names, n.Name)
	}
	return names
}

// addFlags adds --type and its completion.
func (p *principal) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&p.types, "type", nil, "what PRINCIPAL is, where a name fits several: `KIND` user, group, contact or sp")
	cmdkit.CompleteFlag(cmd, "type", kindNames()...)
}

// nouns are the kinds that --type leaves; a kind goes by the name of its
// command or of its type.
func (p *principal) nouns() ([]*cmdkit.Noun, error) {
	if len(p.types) == 0 {
		return kinds(), nil
	}
	var chosen []*cmdkit.Noun
	for _, word := range p.types {
		n := kind(strings.TrimSpace(word))
		if n == nil {
			err := cmdkit.Usagef("--type is one of %s, not %q", strings.Join(kindNames(), ", "), word)
			if near := edm.Near(word, kindNames()); len(near) > 0 {
				return nil, err.WithHint("did you mean " + near[0] + "?")
			}
			return nil, err
		}
		if !slices.ContainsFunc(chosen, func(other *cmdkit.Noun) bool { return other.Name == n.Name }) {
			chosen = append(chosen, n)
		}
	}
	return chosen, nil
}

func kind(word string) *cmdkit.Noun {
	for _, n := range kinds() {
		if strings.EqualFold(word, n.Name) || strings.EqualFold(word, n.Type) {
			return n
		}
	}
	return nil
}

// complete offers the names of principals.
func (p *principal) complete(a *app.App) cobra.CompletionFunc {
	return cmdkit.CompleteAmong(a, func() []*cmdkit.Noun {
		nouns, err := p.nouns()
		if err != nil {
			return nil
		}
		return nouns
	})
}

// find reads the principal.
func (p *principal) find(ctx context.Context, dir directory.Directory) (cmdkit.Match, error) {
	nouns, err := p.nouns()
	if err != nil {
		return cmdkit.Match{}, err
	}
	m, err := cmdkit.FindAmong(ctx, dir, nouns, p.arg)
	return m, p.explain(err)
}

// explain adds to an error what can be done with the command line.
func (p *principal) explain(err error) error {
	e := apierr.As(err)
	if e == nil {
		return err
	}
	named := *e
	switch {
	case e.Kind == apierr.NotFound && e.Hint == "" && !odata.IsGUID(p.arg) && !strings.Contains(p.arg, "@"):
		named.Hint = "users go by UPN or id: `tenantctl user list --filter \"displayName eq " + odata.QuoteString(p.arg) + "\"` shows them"
	case e.Kind == apierr.Forbidden && len(p.types) == 0:
		named.Hint = "with --type only objects of that kind are looked for" + after(e.Hint)
	case e.Kind == apierr.Ambiguous && len(p.types) == 0:
		named.Hint += "; or say what it is with --type"
	}
	return &named
}

func after(hint string) string {
	if hint == "" {
		return ""
	}
	return "; " + hint
}

// call asks a function of the principal.
func call(ctx context.Context, dir directory.Directory, m cmdkit.Match, function string, args *odata.Object) (*odata.Object, error) {
	return dir.Call(ctx, m.Noun.Ref(m.Object.ID()).Below(function), args)
}
