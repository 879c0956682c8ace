package faulty

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Apply implements directory.Directory. A batch is a request; as with Graph,
// its members succeed and fail by themselves.
func (d *Directory) Apply(ctx context.Context, ops []*directory.Operation, sending func([]*directory.Operation) error) iter.Seq[directory.Outcome] {
	size := d.Batch
	if size == 0 {
		size = 20
	}
	return func(yield func(directory.Outcome) bool) {
		closed := false
		for batch := range slices.Chunk(ops, size) {
			var outcomes []directory.Outcome
			switch {
			case closed || ctx.Err() != nil:
				outcomes = all(batch, apierr.New(apierr.Interrupted, "", "not sent"))
			default:
				if err := sending(batch); err != nil {
					closed = true
					copied := *apierr.As(err) // as an adapter does
					outcomes = all(batch, &copied)
				} else {
					outcomes = d.request(batch)
				}
			}
			for _, out := range outcomes {
				if !yield(out) {
					return
				}
			}
		}
	}
}

func all(ops []*directory.Operation, err error) []directory.Outcome {
	var outcomes []directory.Outcome
	for _, op := range ops {
		outcomes = append(outcomes, directory.Outcome{Op: op, Err: err})
	}
	return outcomes
}

func (d *Directory) request(ops []*directory.Operation) []directory.Outcome {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Requests++
	var outcomes []directory.Outcome
	for i, op := range ops {
		fault := None
		if d.Fault != nil {
			fault = d.Fault(d.Requests, op)
		}
		if fault == Halt || fault == HaltAfter {
			if fault == HaltAfter {
				_, _, _ = d.do(op)
			}
			d.Stop()
			cut := &apierr.Error{Kind: apierr.Interrupted, Message: "interrupted", Sent: true}
			return append(outcomes, all(ops[i:], cut)...)
		}
		outcomes = append(outcomes, d.answer(op, fault))
	}
	return outcomes
}

func (d *Directory) answer(op *directory.Operation, fault Fault) directory.Outcome {
	out := directory.Outcome{Op: op}
	switch fault {
	case Throttled:
		out.Err = &apierr.Error{Kind: apierr.Throttled, Code: "TooManyRequests", Status: 429, RetryAfter: 2 * time.Second}
		return out
	case Refused:
		out.Err = &apierr.Error{Kind: apierr.Unavailable, Code: "serviceNotAvailable", Status: 503}
		return out
	case Clash:
		out.Err = &apierr.Error{Kind: apierr.Conflict, Code: "Directory_ConcurrencyViolation", Status: 409}
		return out
	case Denied:
		out.Err = &apierr.Error{Kind: apierr.Forbidden, Code: "Authorization_RequestDenied", Status: 403, Message: "Insufficient privileges"}
		return out
	case Unproved:
		out.Err = &apierr.Error{Kind: apierr.Unauthenticated, Code: "Authentication_MissingOrMalformed", Status: 401, Message: "Access Token missing or malformed"}
		return out
	case Cut:
		out.Err = &apierr.Error{Kind: apierr.Unavailable, Message: "the connection was cut", Sent: true}
		return out
	}
	out.Object, out.Already, out.Err = d.do(op)
	if fault == Lost {
		return directory.Outcome{Op: op, Err: &apierr.Error{Kind: apierr.Unavailable, Message: "the connection was cut", Sent: true}}
	}
	return out
}

// do carries an operation out and counts it.
func (d *Directory) do(op *directory.Operation) (o *odata.Object, already bool, err error) {
	o, already, err = d.change(op)
	if err != nil || already {
		return o, already, err
	}
	d.Done[string(op.Verb)+" "+op.Target]++
	if d.file != nil && !d.replays {
		text, err := json.Marshal(op)
		if err == nil {
			_, err = d.file.Write(append(text, '\n'))
		}
		return o, already, err
	}
	return o, already, nil
}

func (d *Directory) change(op *directory.Operation) (o *odata.Object, already bool, err error) {
	if op.Ref.Key != "" && op.Ref.Path != "" && (op.Verb == directory.Create || op.Verb == directory.Update || op.Verb == directory.Delete) {
		return d.changeContained(op)
	}
	switch op.Verb {
	case directory.Create:
		o, err = d.create(op)
		return o, false, err
	case directory.Restore:
		o, err = d.restore(op.Ref.Key)
		return o, false, err
	case directory.Erase:
		_, there := d.deleted[op.Ref.Key]
		delete(d.deleted, op.Ref.Key)
		return nil, !there, nil
	case directory.Link, directory.Unlink:
		if g := d.find("groups", op.Ref.Key); g != nil && d.hidden(g) {
			return nil, false, notFound("groups/" + op.Ref.Key)
		}
		if op.Verb == directory.Unlink {
			return d.unlink(op.Ref.Key, op.Other.Key)
		}
		if u := d.find("users", op.Other.Key); u != nil && d.hidden(u) {
			return nil, false, notFound("users/" + op.Other.Key)
		}
		return d.link(op.Ref.Key, op.Other.Key)
	}
	o = d.find(op.Ref.Set, op.Ref.Key)
	if o == nil || d.hidden(o) {
		if op.Verb == directory.Delete {
			return nil, true, nil
		}
		return nil, false, notFound(op.Ref.String())
	}
	switch op.Verb {
	case directory.Update:
		for name, value := range op.Body.All() {
			o.Set(name, value)
		}
	case directory.Delete:
		d.remove(o)
	case directory.SetRef:
		d.managers[o.ID()] = op.Other.Key
	case directory.Clear:
		delete(d.managers, o.ID())
	case directory.Invoke:
		o, err = d.action(o, op)
		return o, false, err
	default:
		return nil, false, errors.ErrUnsupported
	}
	return nil, false, nil
}

func (d *Directory) create(op *directory.Operation) (*odata.Object, error) {
	key := keyOf(op.Ref.Set)
	if value := op.Body.String(key); value != "" && d.find(op.Ref.Set, value) != nil {
		return nil, &apierr.Error{Kind: apierr.Conflict, Code: "Request_BadRequest", Status: 400,
			Message: "Another object with the same value for property " + key + " already exists."}
	}
	d.next++
	o := odata.NewObject("id", fmt.Sprintf("%08x-0000-4000-8000-000000000000", d.next))
	for name, value := range op.Body.All() {
		o.Set(name, value)
	}
	if op.Ref.Set == "applications" {
		o.Set("appId", fmt.Sprintf("%08x-0000-4000-9000-000000000000", d.next))
	}
	d.sets[o.ID()] = op.Ref.Set
	d.unseen[o.ID()] = d.Lag
	d.insert(o)
	return o.Clone(), nil
}

// find finds a live object by its id, its unique key or, in parentheses, its
// appId.
func (d *Directory) find(set, key string) *odata.Object {
	if appID, ok := strings.CutPrefix(key, "(appId='"); ok {
		for _, o := range d.objects[set] {
			if o.String("appId") == strings.TrimSuffix(appID, "')") {
				return o
			}
		}
		return nil
	}
	return d.index[set+" "+odata.Fold(key)]
}

func (d *Directory) insert(o *odata.Object) {
	set := d.sets[o.ID()]
	d.objects[set] = append(d.objects[set], o)
	d.index[set+" "+o.ID()] = o
	d.index[set+" "+odata.Fold(o.String(keyOf(set)))] = o
}

func keyOf(set string) string {
	switch set {
	case "groups":
		return "mailNickname"
	case "applications", "servicePrincipals":
		return "appId"
	}
	return "userPrincipalName"
}

// remove deletes; security groups go for good.
func (d *Directory) remove(o *odata.Object) {
	set := d.sets[o.ID()]
	d.objects[set] = slices.DeleteFunc(d.objects[set], func(x *odata.Object) bool { return x == o })
	delete(d.index, set+" "+o.ID())
	delete(d.index, set+" "+odata.Fold(o.String(keyOf(set))))
	if slices.Contains([]string{"users", "applications", "servicePrincipals"}, set) || slices.Contains(o.Strings("groupTypes"), "Unified") {
		d.deleted[o.ID()] = o
	}
	if principal := d.find("servicePrincipals", o.String("appId")); set == "applications" && principal != nil {
		d.remove(principal)
	}
}

func (d *Directory) restore(id string) (*odata.Object, error) {
	o := d.deleted[id]
	if o == nil {
		return nil, notFound(id)
	}
	if d.sets[id] == "servicePrincipals" && d.find("applications", o.String("appId")) == nil {
		return nil, apierr.New(apierr.Invalid, id, "The application of the service principal does not exist.")
	}
	delete(d.deleted, id)
	d.insert(o)
	return o.Clone(), nil
}

func (d *Directory) link(group, member string) (*odata.Object, bool, error) {
	if d.find("groups", group) == nil {
		return nil, false, notFound("groups/" + group)
	}
	if slices.Contains(d.members[group], member) {
		return nil, true, nil
	}
	d.members[group] = append(d.members[group], member)
	return nil, false, nil
}

func (d *Directory) unlink(group, member string) (*odata.Object, bool, error) {
	i := slices.Index(d.members[group], member)
	if i < 0 {
		return nil, true, nil
	}
	d.members[group] = slices.Delete(d.members[group], i, i+1)
	return nil, false, nil
}

func notFound(target string) error {
	return &apierr.Error{Kind: apierr.NotFound, Code: "Request_ResourceNotFound", Target: target, Status: 404, Message: "it does not exist"}
}
