package cmdkit

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Within says where contained objects are: below an object of Owner, in the
// relation Path ("federatedIdentityCredentials"). The verbs of such a noun
// take an argument that names the owner before all others.
type Within struct {
	Owner *Noun
	Path  string
}

// Of gives a contained noun whose objects are those of one owner. Another
// noun stays as it is.
func (n *Noun) Of(owner directory.Ref) *Noun {
	if n.Within == nil {
		return n
	}
	bound := *n
	bound.owner = owner
	return &bound
}

// Place finds the owner that the first argument of a contained noun's command
// names, and gives the noun with the objects of that owner and the arguments
// that are left. For another noun both are as they were.
func (n *Noun) Place(ctx context.Context, dir directory.Directory, args []string) (*Noun, []string, error) {
	if n.Within == nil {
		return n, args, nil
	}
	above := n.Within.Owner
	owner, err := Find(ctx, dir, above, args[0], withKeys(above, nil))
	if err != nil {
		return nil, nil, err
	}
	bound := n.Of(above.RefOf(args[0], owner))
	bound.within = Quoted(Spoken(args[0]))
	return bound, args[1:], nil
}

// first is the noun that a command's first argument names an object of.
func (n *Noun) first() *Noun {
	if n.Within != nil {
		return n.Within.Owner
	}
	return n
}

// contained reads the objects of an owner that have a name. They are few, and
// not every service filters them.
func contained(ctx context.Context, dir directory.Directory, n *Noun, arg string, properties []string) ([]*odata.Object, error) {
	var found []*odata.Object
	for o, err := range dir.List(ctx, n.All(), odata.Query{Select: properties}) {
		if err != nil {
			return nil, err
		}
		if o.ID() == arg || n.isCalled(o, odata.Fold(arg)) {
			found = append(found, o)
		}
	}
	return found, nil
}

// isCalled tells whether a folded text is one of an object's names.
func (n *Noun) isCalled(o *odata.Object, folded string) bool {
	if n.Short != nil && odata.Fold(n.Short(o.String(n.Keys[0]))) == folded {
		return true
	}
	return slices.ContainsFunc(n.Keys, func(key string) bool { return odata.Fold(o.String(key)) == folded })
}

// beginning asks for the names of objects that begin with a text; of
// contained objects for all names.
func (n *Noun) beginning(prefix string) odata.Query {
	q := odata.Query{Select: n.Keys}
	if prefix == "" || n.Within != nil {
		return q
	}
	var terms []string
	for _, key := range n.Keys {
		terms = append(terms, fmt.Sprintf("startsWith(%s,%s)", key, odata.QuoteString(prefix)))
	}
	q.Filter = strings.Join(terms, " or ")
	return q
}

// listing is the verb that lists the noun's objects, with what it needs.
func (n *Noun) listing() string {
	if n.Within != nil {
		return "list " + n.above()
	}
	return "list"
}

// above names the owner of a contained noun in a line of usage, or in that of a
// hint once it is known.
func (n *Noun) above() string { return cmp.Or(n.within, argName(n.Within.Owner)) }

// plural is what help calls the noun's objects: contained ones with whose they
// are.
func (n *Noun) plural() string {
	if n.Within == nil {
		return n.Plural
	}
	return n.Plural + " of " + n.Within.Owner.one()
}

// again is what the journal keeps of an object that is deleted: of a contained
// one, which cannot be restored, the body that makes it anew.
func (n *Noun) again(o *odata.Object) *odata.Object {
	if n.Within == nil && (n.SoftDelete || n.byName()) {
		return o
	}
	t, body := edm.Lookup(n.Type), odata.NewObject()
	for name, value := range o.All() {
		p, known := t.Property(name)
		if known && p.Name != "id" && !t.Rule(name).ReadOnly && string(value) != "null" {
			body.Set(name, value)
		}
	}
	if n.Short != nil {
		body.Set(n.Keys[0], n.Short(body.String(n.Keys[0])))
	}
	return body
}

// owned asks for the argument that names the owner of contained objects, for
// none where they have none.
func (n *Noun) owned() cobra.PositionalArgs {
	if n.Within == nil {
		return nil
	}
	return Args(1, 1, "one "+argName(n.Within.Owner))
}
