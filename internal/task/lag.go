package task

import (
	"context"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// A directory of several replicas may say for a while that what was just made
// does not exist (facts/graph.md, section 13).
const (
	firstLook  = 2 * time.Second // pause before looking again; doubled each time
	looksMost  = 6               // for an object that may have been made: two minutes
	soughtMost = 2               // for one of which nobody knows that it exists
)

// immediate tells whether what is not to be seen is surely not there.
func (x *execution) immediate() bool {
	return x.DryRun || x.Directory.Supports(directory.Immediate)
}

// takesAway tells whether an operation ends with something gone.
func takesAway(op *directory.Operation) bool {
	switch op.Verb {
	case directory.Delete, directory.Erase, directory.Unlink, directory.Clear:
		return true
	}
	return false
}

// gone decides about an operation that the directory says had been done
// before. That something is gone can be lag, and reading tells.
func (x *execution) gone(out directory.Outcome) judgement {
	if out.Already && takesAway(out.Op) && !x.immediate() {
		return doubt
	}
	return final
}

// absent decides about an object that the directory says it does not have.
// Only the directory's own word counts (a code), not that of a proxy.
func (x *execution) absent(op *directory.Operation, e *apierr.Error) judgement {
	switch {
	case e == nil || e.Code == "":
		return final
	case takesAway(op):
		return doubt // gone is as wanted, if it is so
	case op.Verb == directory.Create || op.Verb == directory.Request || !e.HasCode("Request_ResourceNotFound") || x.immediate():
		return final
	}
	return sought
}

// whyInDoubt is why an operation is in doubt.
func whyInDoubt(out directory.Outcome) error {
	if out.Err != nil || !out.Already {
		return out.Err
	}
	return apierr.New(apierr.NotFound, out.Op.Target,
		"the directory says that it is gone, and yet it can be read").WithHint("try again in a few minutes")
}

// lookBack reads back what became of operations, several times where a
// directory may not show yet what was made.
func (x *execution) lookBack(ctx context.Context, doubtful []attempt) []finding {
	found := readBack(ctx, x.Directory, operations(doubtful))
	for look := range looksMost {
		var late []attempt
		var places []int
		for i, a := range doubtful {
			if x.late(a, found[i]) {
				late, places = append(late, a), append(places, i)
			}
		}
		if len(late) == 0 || x.linger(ctx, firstLook<<look) != nil {
			return found
		}
		for j, f := range readBack(ctx, x.Directory, operations(late)) {
			found[places[j]] = f
		}
	}
	return found
}

// late tells whether an object that is not to be seen may have been made all
// the same, and making it again would either make a second one or be refused
// for the first. A create that the directory refused is not in doubt.
func (x *execution) late(a attempt, f finding) bool {
	if f.err != nil || f.effect != missing || x.immediate() {
		return false
	}
	if a.op.Verb == directory.Invoke && a.op.Ref.Path == addKey {
		return true // the same certificate twice has two ids
	}
	if a.op.Verb != directory.Create {
		return false
	}
	if apierr.KindOf(a.err) == apierr.Conflict {
		return x.inDoubt[a.op.Seq]
	}
	return !enforced(a.op)
}

// enforced tells whether the directory itself lets no second object like the
// new one be made. A group's mailNickname does not keep others from it.
func enforced(op *directory.Operation) bool {
	return op.Ref.Set == "domains" || op.Body.Has("userPrincipalName") ||
		op.Body.Has("appId") || op.Body.Has("uniqueName")
}

// linger writes down what is known and waits.
func (x *execution) linger(ctx context.Context, d time.Duration) error {
	if err := x.flush(nil); err != nil {
		x.halt(err)
		return err
	}
	return x.sleep(ctx, d)
}
