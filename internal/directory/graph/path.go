package graph

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// path writes a reference as a path, percent-encoded. A key in parentheses
// is an alternate one and stands as it is: "(appId='…')".
func path(r directory.Ref) string {
	p := segments(r.Set)
	switch {
	case strings.HasPrefix(r.Key, "(") && strings.HasSuffix(r.Key, "')"):
		p += segments(r.Key)
	case r.Key != "":
		p = odata.KeyPath(p, r.Key)
	}
	if r.Path != "" {
		p += "/" + segments(r.Path)
	}
	return p
}

// segments encodes what is no key, each segment by itself. The signs that
// have a meaning in paths stay ($ref, (name='value')).
func segments(s string) string {
	parts := strings.Split(s, "/")
	for i, part := range parts {
		parts[i] = strings.NewReplacer(
			"%24", "$", "%28", "(", "%29", ")", "%3D", "=", "%2C", ",", "%3A", ":",
		).Replace(odata.KeySegment(part))
	}
	return strings.Join(parts, "/")
}

// place is what a reference leads to, as far as the model knows.
type place struct {
	of *edm.Type // nil: not known
	// relation: reached through a relation of a directory object.
	relation bool
	// cast: the path names a type.
	cast bool
	// deleted: among the deleted objects, which are listed by a cast.
	deleted bool
	// raw: the path ends in $count.
	raw bool
}

// placeOf walks a reference through the entity model.
func placeOf(r directory.Ref) place {
	var p place
	first, rest, _ := strings.Cut(r.Set, "/")
	set, ok := edm.FindSet(first)
	if !ok {
		return p
	}
	p.of = edm.Lookup(set.Type)
	for segment := range strings.SplitSeq(rest+"/"+r.Path, "/") {
		if segment != "" {
			p = p.step(segment)
		}
	}
	return p
}

func (p place) step(segment string) place {
	if segment == "$count" {
		p.raw = true
		return p
	}
	if strings.HasPrefix(strings.ToLower(segment), edm.Namespace+".") {
		p.of, p.cast = edm.Lookup(segment), true
		return p
	}
	n, ok := p.of.Navigation(segment)
	if !ok {
		return place{}
	}
	p.deleted = p.of.Is("directory") && n.Name == "deletedItems"
	p.of = edm.Lookup(n.Type)
	p.relation = p.of.Is("directoryObject")
	return p
}

// refTarget names what a reference leads to, for messages: "user
// lee@contoso.com", "group ID members".
func refTarget(r directory.Ref) string {
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
