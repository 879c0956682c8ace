package task

import (
	"context"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
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
	case op.Verb == directory.Create || !e.HasCode("Request_ResourceNotFound") || x.immediate():
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
	if a.op.Verb != directory.Create || f.err != nil || f.effect != missing || x.immediate() {
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

// seek reads the objects that the directory said it does not have. An
// operation on one that exists is given back, to be repeated; one on an
// object that was never seen has failed.
func (x *execution) seek(ctx context.Context, unseen []attempt) (again []attempt) {
	for look := 1; len(unseen) > 0; look++ {
		there := x.there(ctx, unseen)
		if ctx.Err() != nil {
			return again
		}
		var still []attempt
		for _, a := range unseen {
			switch {
			case !there(a.op) && look < soughtMost:
				still = append(still, a)
			case !there(a.op) || x.worn(a.op):
				x.finish(directory.Outcome{Op: a.op, Err: a.err})
			default:
				again = append(again, a)
			}
		}
		if unseen = still; len(unseen) > 0 && x.linger(ctx, firstLook) != nil {
			return again
		}
	}
	return again
}

// there looks for the objects that operations are about, each once, and gives
// what tells whether those of an operation exist.
func (x *execution) there(ctx context.Context, attempts []attempt) func(*directory.Operation) bool {
	var mu sync.Mutex
	asked, exists := map[directory.Ref]bool{}, map[directory.Ref]bool{}
	var group errgroup.Group
	group.SetLimit(readers)
	for _, a := range attempts {
		for _, ref := range about(a.op) {
			if asked[ref] {
				continue
			}
			asked[ref] = true
			group.Go(func() error {
				_, err := x.Directory.Get(ctx, ref, odata.Query{Select: []string{"id"}})
				mu.Lock()
				defer mu.Unlock()
				exists[ref] = err == nil
				return nil // an error says no more than that it was not seen
			})
		}
	}
	_ = group.Wait()
	return func(op *directory.Operation) bool {
		for _, ref := range about(op) {
			if !exists[ref] {
				return false
			}
		}
		return true
	}
}

// about gives the objects that must exist for an operation, none if they were
// seen when it was planned: the rows of a source are all looked up, and what
// was before a change comes from a read.
func about(op *directory.Operation) []directory.Ref {
	if op.Row > 0 || op.Before.Len() > 0 {
		return nil
	}
	var refs []directory.Ref
	if op.Ref.Key != "" {
		refs = append(refs, subject(op))
	}
	if op.Other.Key != "" {
		refs = append(refs, op.Other)
	}
	return refs
}

func subject(op *directory.Operation) directory.Ref {
	switch op.Verb {
	case directory.Link, directory.SetRef:
		return op.Ref.Below("")
	case directory.Restore:
		return directory.Ref{Set: "directory/deletedItems", Key: op.Ref.Key}
	case directory.Invoke:
		above := op.Ref.Path[:max(0, strings.LastIndexByte(op.Ref.Path, '/'))]
		return op.Ref.Below(above)
	}
	return op.Ref
}
