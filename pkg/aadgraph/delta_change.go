package aadgraph

import "github.com/tenantctl/tenantctl/pkg/odata"

// IsDeleted tells whether an object, or a relation, of a differential query is
// one that is gone, and whether it was deleted in a way from which it can be
// restored.
func IsDeleted(o *odata.Object) (deleted, soft bool) {
	deleted, _ = o.Bool("aad.isDeleted")
	soft, _ = o.Bool("aad.isSoftDeleted")
	return deleted || soft, soft
}

// LinkChange is a relation between two objects that came or went.
type LinkChange struct {
	Association string // Member or Manager
	Source      LinkEnd
	Target      LinkEnd
	Deleted     bool // the relation is gone
}

// LinkEnd is an object at one end of a relation.
type LinkEnd struct {
	ID, Type, URI string
}

// LinkChangeOf gives the relation that an object of a differential query
// stands for; ok is false if it stands for itself.
func LinkChangeOf(o *odata.Object) (change LinkChange, ok bool) {
	if name := o.String("objectType"); name != "DirectoryLinkChange" && localType(o.String("odata.type")) != "DirectoryLinkChange" {
		return LinkChange{}, false
	}
	end := func(side string) LinkEnd {
		return LinkEnd{
			ID: o.String(side + "ObjectId"), Type: o.String(side + "ObjectType"), URI: o.String(side + "ObjectUri"),
		}
	}
	deleted, _ := IsDeleted(o)
	return LinkChange{
		Association: o.String("associationType"), Source: end("source"), Target: end("target"), Deleted: deleted,
	}, true
}
