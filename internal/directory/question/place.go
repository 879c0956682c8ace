// Package question is what the adapters of Microsoft's directories know of a
// question before it leaves, and of a refusal: what a reference leads to,
// whether a query makes sense there, what to call it in messages, how a list
// of ids that is too long for one request is asked for in parts, and whether a
// refusal says that all is so already. All of it speaks in canonical terms.
package question

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
)

// Place is what a reference leads to, as far as the model knows.
type Place struct {
	Type *edm.Type // nil: not known
	// Relation: reached through a relation of a directory object.
	Relation bool
	// Cast: the path names a type.
	Cast bool
	// Deleted: among the deleted objects, which are listed by a cast.
	Deleted bool
	// Raw: the path ends in $count.
	Raw bool
}

// Of walks a reference through the entity model.
func Of(r directory.Ref) Place {
	var p Place
	first, rest, _ := strings.Cut(r.Set, "/")
	set, ok := edm.FindSet(first)
	if !ok {
		return p
	}
	p.Type = edm.Lookup(set.Type)
	for segment := range strings.SplitSeq(rest+"/"+r.Path, "/") {
		if segment != "" {
			p = p.step(segment)
		}
	}
	return p
}

func (p Place) step(segment string) Place {
	if segment == "$count" {
		p.Raw = true
		return p
	}
	if strings.HasPrefix(strings.ToLower(segment), edm.Namespace+".") {
		p.Type, p.Cast = edm.Lookup(segment), true
		return p
	}
	n, ok := p.Type.Navigation(segment)
	if !ok {
		return Place{}
	}
	p.Deleted = p.Type.Is("directory") && n.Name == "deletedItems"
	p.Type = edm.Lookup(n.Type)
	p.Relation = p.Type.Is("directoryObject")
	return p
}

// Target names what a reference leads to, for messages: "user
// lee@contoso.com", "group ID members".
func Target(r directory.Ref) string {
	name := r.Set
	if set, ok := edm.FindSet(r.Set); ok && !set.Singleton && r.Key != "" {
		name = set.Type
	}
	parts := []string{name}
	for _, part := range []string{r.Key, r.Path} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}
