package graph

import (
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// lock is a claim on an object while an operation that touches it is on its
// way. Shared ones go together: someone may join several groups at once. The
// object that is written is claimed alone, since the service refuses writes
// that meet on one object (409 Directory_ConcurrencyViolation).
type lock struct {
	key    string
	shared bool
}

// locksOf gives what an operation touches. Ids are unique over all sets, so
// an object has one key whatever the set it is addressed in.
func locksOf(op *directory.Operation) []lock {
	object := odata.Fold(op.Ref.Key)
	if object == "" {
		object = odata.Fold(op.Ref.Set)
	}
	other := odata.Fold(op.Other.Key)
	switch op.Verb {
	case directory.Create:
		upn := op.Body.String("userPrincipalName")
		if upn == "" {
			return nil
		}
		return []lock{{odata.Fold(upn), false}}
	case directory.Link, directory.Unlink, directory.SetRef:
		return []lock{{object, false}, {other, true}}
	}
	return []lock{{object, false}}
}

// locks counts the claims on each key: -1 is an exclusive one.
type locks map[string]int

// free tells whether the claims can be added.
func (l locks) free(claims []lock) bool {
	for _, c := range claims {
		if n := l[c.key]; n < 0 || n > 0 && !c.shared {
			return false
		}
	}
	return true
}

func (l locks) add(claims []lock) {
	for _, c := range claims {
		if c.shared && l[c.key] >= 0 {
			l[c.key]++
		} else {
			l[c.key] = -1
		}
	}
}

// remove takes claims back that were added while they were free.
func (l locks) remove(claims []lock) {
	for _, c := range claims {
		if c.shared && l[c.key] > 1 {
			l[c.key]--
		} else {
			delete(l, c.key)
		}
	}
}
