package task

import (
	"context"
	"strconv"

	"golang.org/x/sync/errgroup"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// effect is what reading back says of an operation.
type effect int

const (
	unknown effect = iota // it cannot be read back
	missing               // it did not take effect
	present               // the directory is as the operation leaves it
)

type finding struct {
	effect effect
	object *odata.Object
	err    error // the reading itself failed
}

const readers = 8 // readings under way at once

// readBack finds out what became of operations, as few requests as can be:
// creates by their keys, members by one listing of the group.
func readBack(ctx context.Context, d directory.Directory, ops []*directory.Operation) []finding {
	found := make([]finding, len(ops))
	together := map[string]*reading{}
	for i, op := range ops {
		name := readingName(op)
		if together[name] == nil {
			together[name] = new(reading)
		}
		together[name].add(op, i)
	}
	var group errgroup.Group
	group.SetLimit(readers)
	for _, r := range together {
		group.Go(func() error {
			for i, f := range r.findings(ctx, d) {
				found[r.places[i]] = f
			}
			return nil // findings have their own errors
		})
	}
	_ = group.Wait()
	return found
}

// reading is what one look at the directory answers: some operations, and
// their places among all.
type reading struct {
	ops    []*directory.Operation
	places []int
}

func (r *reading) add(op *directory.Operation, place int) {
	r.ops, r.places = append(r.ops, op), append(r.places, place)
}

func (r *reading) findings(ctx context.Context, d directory.Directory) []finding {
	switch r.ops[0].Verb {
	case directory.Create:
		if contained(r.ops[0]) {
			return findContained(ctx, d, r.ops)
		}
		return findCreated(ctx, d, r.ops)
	case directory.Link, directory.Unlink:
		return findMembers(ctx, d, r.ops)
	}
	return []finding{look(ctx, d, r.ops[0])}
}

// readingName names the reading that answers for an operation.
func readingName(op *directory.Operation) string {
	switch op.Verb {
	case directory.Create:
		if contained(op) {
			return "create " + op.Ref.String()
		}
		property, _ := naturalKey(op)
		return "create " + op.Ref.Set + " " + property
	case directory.Link, directory.Unlink:
		return "link " + op.Ref.String()
	}
	return strconv.Itoa(op.Seq)
}

// naturalKey gives the property of a new object by which it can be found
// before its id is known.
func naturalKey(op *directory.Operation) (property, value string) {
	keys := [...]string{"userPrincipalName", "mailNickname", "appId", "uniqueName"}
	for _, k := range keys {
		if v := op.Body.String(k); v != "" {
			return k, v
		}
	}
	if op.Ref.Set == "domains" {
		return "id", op.Body.ID()
	}
	return "", ""
}

func findCreated(ctx context.Context, d directory.Directory, ops []*directory.Operation) []finding {
	answers := make([]finding, len(ops))
	property, _ := naturalKey(ops[0])
	if property == "" || ops[0].Ref.Key != "" {
		return answers
	}
	keys := current.Keys{Set: ops[0].Ref.Set, Property: property}
	for _, op := range ops {
		_, value := naturalKey(op)
		keys.Values = append(keys.Values, value)
		keys.Select = append(keys.Select, current.Names(op.Body)...)
	}
	objects, err := current.Find(ctx, d, keys)
	for i, op := range ops {
		_, value := naturalKey(op)
		answers[i] = created(op, objects.Get(value), err)
	}
	return answers
}

func created(op *directory.Operation, objects []*odata.Object, err error) finding {
	if err != nil {
		return finding{err: err}
	}
	for _, o := range objects {
		if len(current.Differences(op.Body, o)) == 0 {
			return finding{effect: present, object: o}
		}
	}
	return finding{effect: missing}
}

func findMembers(ctx context.Context, d directory.Directory, ops []*directory.Operation) []finding {
	members := map[string]bool{}
	var failure error
	for o, err := range d.List(ctx, ops[0].Ref, odata.Query{Select: []string{"id"}}) {
		if err != nil {
			failure = err
			break
		}
		members[o.ID()] = true
	}
	if apierr.KindOf(failure) == apierr.NotFound {
		failure = nil // nobody is a member of what there is not
	}
	answers := make([]finding, len(ops))
	for i, op := range ops {
		answers[i] = is(members[op.Other.Key] == (op.Verb == directory.Link))
		if failure != nil {
			answers[i] = finding{err: failure}
		}
	}
	return answers
}

// look reads one object back.
func look(ctx context.Context, d directory.Directory, op *directory.Operation) finding {
	ref, query := op.Ref, odata.Query{Select: []string{"id"}}
	switch op.Verb {
	case directory.Update:
		names := current.Names(op.Body)
		if len(names) == 0 {
			return finding{effect: missing} // a repetition leaves the same
		}
		query.Select = append(query.Select, names...)
	case directory.Erase:
		ref.Set = "directory/deletedItems"
	case directory.Invoke:
		switch op.Ref.Path {
		case assignLicense:
			return lookForLicenses(ctx, d, op)
		case verifyDomain:
			return lookForVerification(ctx, d, op)
		}
		return lookForCredential(ctx, d, op)
	case directory.Delete, directory.Restore, directory.SetRef, directory.Clear:
	default:
		return finding{}
	}
	o, err := d.Get(ctx, ref, query)
	if err != nil && apierr.KindOf(err) != apierr.NotFound {
		return finding{err: err}
	}
	return compare(op, o, err == nil)
}

func compare(op *directory.Operation, o *odata.Object, exists bool) finding {
	switch op.Verb {
	case directory.Delete, directory.Erase, directory.Clear:
		return is(!exists)
	case directory.SetRef:
		return is(exists && o.ID() == op.Other.Key)
	case directory.Update:
		whole := len(current.Names(op.Body)) == op.Body.Len()
		return is(exists && whole && len(current.Differences(op.Body, o)) == 0)
	}
	return finding{effect: is(exists).effect, object: o}
}

func is(so bool) finding {
	if so {
		return finding{effect: present}
	}
	return finding{effect: missing}
}
