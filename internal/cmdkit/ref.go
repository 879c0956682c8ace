package cmdkit

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Ref addresses the object with a key. The owner of a contained one must be
// known (Of).
func (n *Noun) Ref(key string) directory.Ref {
	if n.Within != nil {
		return n.owner.Below(n.Within.Path + "/" + key)
	}
	return directory.Ref{Set: n.Set, Key: key}
}

// All addresses all objects of the noun; of a contained one those of the
// owner, which must be known (Of).
func (n *Noun) All() directory.Ref {
	if n.Within != nil {
		return n.owner.Below(n.Within.Path)
	}
	return directory.Ref{Set: n.Set}
}

// RefOf addresses the object that Find found for an argument as the argument
// does: by the alternate key if that was given (--app-id, or a GUID that is
// no object id), a contained one by its name if that stands in paths, all
// others by their id. Every request of a command uses it, so that what was
// asked for is what is sent.
func (n *Noun) RefOf(arg string, o *odata.Object) directory.Ref {
	id := odata.IsGUID(arg)
	switch {
	case n.AlternateKey != "" && Spoken(arg) != arg:
		return n.Ref(arg)
	case n.AlternateKey != "" && id && !strings.EqualFold(arg, o.ID()):
		return n.Ref(n.Alternate(arg))
	case n.Within != nil && n.KeyInPath && !id:
		return n.Ref(o.String(n.Keys[0]))
	}
	return n.Ref(o.ID())
}
