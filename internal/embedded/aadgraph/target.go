package aadgraph

import (
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// target is what a path names: a place in the directory, and what is wanted
// of it. Without set and relation it is the directory service itself.
type target struct {
	set *set
	// key is the object's key in the set, decoded; "" for the whole set.
	key string
	// relation is one of the object's, related the key of one of the objects
	// that it leads to.
	relation *relation
	related  string
	// entity is the type of what is there, as far as the path says.
	entity *entity
	// path is that of the place in Graph, escaped: "users('id')/manager".
	path string
	// single says that the place is one object.
	single   bool
	links    bool // .../$links/manager
	function *function
	// property ends the path at a property of the object.
	property *property
}

// resolve finds what the segments below the tenant name.
func (x *exchange) resolve(segments []segment) (*target, error) {
	t := new(target)
	if x.me {
		if err := x.toMe(t); err != nil {
			return nil, err
		}
	} else if len(segments) == 0 {
		return t, nil
	} else {
		rest, err := x.start(t, segments)
		if err != nil {
			return nil, err
		}
		segments = rest
	}
	return t, x.walk(t, segments)
}

// toMe puts the target at the signed-in user.
func (x *exchange) toMe(t *target) error {
	if c, _ := core.CallerOf(x.r.Context()); !c.User {
		return badRequest("The alias 'me' stands for the signed-in user: an application that calls for itself has none.")
	}
	t.set = x.findSet("users")
	t.entity = x.s.model().entityOf("User")
	t.path, t.single = "me", true
	c, _ := core.CallerOf(x.r.Context())
	t.key = c.ID
	return nil
}

// start takes the set, or a function of the directory service.
func (x *exchange) start(t *target, segments []segment) ([]segment, error) {
	s := segments[0]
	if strings.EqualFold(s.text, aliasMe) {
		return segments[1:], x.toMe(t)
	}
	if f := x.findFunction(s.text, t); f != nil && len(segments) == 1 {
		t.function = f
		return nil, nil
	}
	t.set = x.findSet(s.name)
	if t.set == nil {
		return nil, noSegment(s.text)
	}
	t.entity = x.s.model().entityOf(t.set.entity)
	t.path = t.set.graph
	rest := segments[1:]
	if s.hasKey {
		t.withKey(s.key)
	} else if len(rest) > 0 && rest[0].text != "$" {
		t.withKey(rest[0].text)
		rest = rest[1:]
	}
	if t.set.appID && !t.single {
		return nil, noSegment(s.text)
	}
	return rest, nil
}

func (t *target) withKey(key string) {
	t.key, t.single = key, true
	t.path = keyed(t.path, key)
	if t.set.appID {
		t.path = t.set.graph + "(appId='" + url.PathEscape(strings.ReplaceAll(key, "'", "''")) + "')"
	}
}

// walk takes what stands behind the object or the set.
func (x *exchange) walk(t *target, segments []segment) error {
	for len(segments) > 0 {
		if t.function != nil || t.property != nil {
			return noSegment(segments[0].text)
		}
		n, err := x.step(t, segments)
		if err != nil {
			return err
		}
		segments = segments[n:]
	}
	if t.links && t.relation == nil {
		return noSegment("$links")
	}
	return nil
}

// step takes one part of the path, and says how many segments it was.
func (x *exchange) step(t *target, segments []segment) (int, error) {
	s := segments[0]
	switch {
	case s.text == "$" && !t.single && !t.links && len(segments) > 1 && x.isType(segments[1].text):
		return 2, x.narrow(t, segments[1].text)
	case x.isType(s.text) && !t.links:
		return 1, x.narrow(t, s.text)
	case t.relation != nil && t.related == "" && !t.relation.single:
		t.relate(s.text)
		return 1, nil
	case !t.single:
		return 0, noSegment(s.text)
	case strings.EqualFold(s.text, "$links") && t.relation == nil && !t.links:
		t.links = true
		return 1, nil
	}
	if f := x.findFunction(s.text, t); f != nil {
		t.function = f
		return 1, nil
	}
	return 1, x.navigate(t, s)
}

func (t *target) relate(key string) {
	t.related, t.single = key, true
	t.path = keyed(t.path, key)
}

// navigate follows a relation of an object; there is only one in a path.
func (x *exchange) navigate(t *target, s segment) error {
	if t.relation != nil {
		return noSegment(s.text)
	}
	r := x.findRelation(t.entity, s.name)
	if r == nil {
		return x.toProperty(t, s)
	}
	t.relation, t.single = r, r.single
	t.entity = x.s.model().entityOf(r.to)
	t.path += "/" + r.graph
	if s.hasKey && !r.single {
		t.relate(s.key)
	}
	return nil
}

// isType tells whether a segment is a type's name with its namespace.
func (x *exchange) isType(text string) bool {
	name, ok := strings.CutPrefix(text, x.version.namespace()+".")
	return ok && x.s.model().entityOf(name) != nil
}

// narrow narrows a place to a type, as in .../directoryObjects/{id}/
// Microsoft.DirectoryServices.User.
func (x *exchange) narrow(t *target, text string) error {
	e := x.s.model().entityOf(strings.TrimPrefix(text, x.version.namespace()+"."))
	switch {
	case t.entity == e:
	case t.entity.name != "DirectoryObject":
		return noSegment(text)
	case t.relation == nil && x.setOf(e) != nil:
		t.set = x.setOf(e)
		t.path = t.set.graph
		if t.key != "" {
			t.withKey(t.key)
		}
	default:
		t.path += "/microsoft.graph." + e.canonical
	}
	t.entity = e
	return nil
}

// setOf gives the set in which objects of a type are, nil if there is none.
func (x *exchange) setOf(e *entity) *set {
	for _, s := range x.s.model().sets {
		if s.entity == e.name {
			return x.findSet(s.path)
		}
	}
	return nil
}
