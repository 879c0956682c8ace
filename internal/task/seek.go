package task

import (
	"context"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

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
	case directory.Create, directory.Link, directory.SetRef:
		return op.Ref.Below("")
	case directory.Restore:
		return directory.Ref{Set: "directory/deletedItems", Key: op.Ref.Key}
	case directory.Invoke:
		above := op.Ref.Path[:max(0, strings.LastIndexByte(op.Ref.Path, '/'))]
		return op.Ref.Below(above)
	}
	return op.Ref
}
