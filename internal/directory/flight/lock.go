package flight

import (
	"cmp"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// lock is a claim on an object while an operation that touches it is on its
// way. Shared ones go together: someone may join several groups at once. The
// object that is written is claimed alone, since the service refuses writes
// that meet on one object (409 Directory_ConcurrencyViolation).
type lock struct {
	object int32
	shared bool
}

// Objects numbers what operations touch. Ids are unique over all sets, so an
// object has one number whatever the set it is addressed in.
type Objects map[string]int32

func (o Objects) number(key string) int32 {
	key = odata.Fold(key)
	n, known := o[key]
	if !known {
		n = int32(len(o))
		o[key] = n
	}
	return n
}

// locks gives what an operation touches, first what it writes.
func (o Objects) locks(op *directory.Operation) []lock {
	key := op.Ref.Key
	if key == "" {
		key = op.Ref.Set
	}
	switch op.Verb {
	case directory.Create:
		if op.Ref.Key != "" {
			return []lock{{o.number(key), false}}
		}
		chosen := cmp.Or(op.Body.String("userPrincipalName"), op.Body.ID()) // a domain's id is its name
		if chosen == "" {
			return nil
		}
		return []lock{{o.number(chosen), false}}
	case directory.Link, directory.Unlink, directory.SetRef:
		return []lock{{o.number(key), false}, {o.number(op.Other.Key), true}}
	}
	return []lock{{o.number(key), false}}
}

// locks counts the claims on each object, by its number: -1 is an exclusive
// one.
type locks struct {
	claims []int32
}

func newLocks(objects int) *locks { return &locks{make([]int32, objects)} }

// free tells whether the claims can be added.
func (l *locks) free(claims []lock) bool {
	for _, c := range claims {
		if n := l.claims[c.object]; n < 0 || n > 0 && !c.shared {
			return false
		}
	}
	return true
}

func (l *locks) add(claims []lock) {
	for _, c := range claims {
		if c.shared && l.claims[c.object] >= 0 {
			l.claims[c.object]++
		} else {
			l.claims[c.object] = -1
		}
	}
}

// remove takes claims back that were added while they were free.
func (l *locks) remove(claims []lock) {
	for _, c := range claims {
		if c.shared && l.claims[c.object] > 1 {
			l.claims[c.object]--
		} else {
			l.claims[c.object] = 0
		}
	}
}

// forget takes all claims on some objects back, whoever has them.
func (l *locks) forget(claims []lock) {
	for _, c := range claims {
		l.claims[c.object] = 0
	}
}
