// Package faulty is a directory in memory that fails when it is told to, for
// tests of what must lose nothing and do nothing twice. It keeps an account
// of what it did, and can keep itself in a file, to outlive a process.
package faulty

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Fault is what goes wrong with a request, or with one operation in it.
type Fault int

// The faults.
const (
	None      Fault = iota
	Throttled       // 429, nothing done
	Refused         // 503 before anything was done
	Clash           // 409 Directory_ConcurrencyViolation
	Lost            // done, but the answer is cut off
	Cut             // not done, and the connection is cut off
	Denied          // 403
	Unproved        // 401, as where a replica does not know the key of a proof
	Halt            // the request is not answered: Stop is called and everything ends
	HaltAfter       // the same, but it was done
)

// Directory implements directory.Directory.
type Directory struct {
	// Fault is asked about each operation of each request; nil is None.
	Fault func(request int, op *directory.Operation) Fault
	// Stop is called by Halt; it ends the context of the task.
	Stop func()
	// Batch is the number of operations in a request, 0 for 20.
	Batch int
	// CannotFilter makes it a directory without $filter, CannotRestore one
	// that lists and restores no deleted users.
	CannotFilter, CannotRestore bool
	// Lag is how many looks at a new object do not find it: reads, and
	// writes that need it. Unique keys are enforced all the same.
	Lag int

	unseen   map[string]int // looks that will not find an object, by id
	mu       sync.Mutex
	objects  map[string][]*odata.Object // by set
	index    map[string]*odata.Object   // by set and id, and by set and key
	deleted  map[string]*odata.Object   // by id
	sets     map[string]string          // set of an id
	members  map[string][]string        // by group id
	managers map[string]string
	// contained are the objects that others contain, by relation.
	contained map[directory.Ref][]*odata.Object
	next      int
	Requests  int            // requests that left
	Reads     int            // lists and gets
	Done      map[string]int // how often each "verb target" took effect
	file      *os.File
	replays   bool
}

// New makes an empty directory.
func New() *Directory {
	return &Directory{
		objects: map[string][]*odata.Object{}, index: map[string]*odata.Object{}, deleted: map[string]*odata.Object{},
		sets: map[string]string{}, unseen: map[string]int{},
		members: map[string][]string{}, managers: map[string]string{}, Done: map[string]int{},
		contained: map[directory.Ref][]*odata.Object{},
	}
}

// Open makes a directory that a file keeps: every effect is one line of it.
func Open(path string) (*Directory, error) {
	d := New()
	text, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	if whole := bytes.LastIndexByte(text, '\n') + 1; whole < len(text) {
		// A killed process has written half an effect: it is none.
		text = text[:whole]
		if err := os.Truncate(path, int64(whole)); err != nil {
			return nil, err
		}
	}
	d.replays = true
	for line := range strings.Lines(string(text)) {
		op := new(directory.Operation)
		if err := json.Unmarshal([]byte(line), op); err != nil {
			return nil, err
		}
		if _, _, err := d.do(op); err != nil {
			return nil, err
		}
	}
	d.replays = false
	d.file, err = os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	return d, err
}

// Supports implements directory.Directory.
func (d *Directory) Supports(c directory.Capability) bool {
	switch c {
	case directory.CanFilter:
		return !d.CannotFilter
	case directory.CanSoftKeep:
		return !d.CannotRestore
	case directory.Immediate:
		return d.Lag == 0
	case directory.CanIsMemberOf, directory.CanRestoreURIs:
		return false
	}
	return true
}

// Call implements directory.Directory; it has no functions.
func (d *Directory) Call(context.Context, directory.Ref, *odata.Object) (*odata.Object, error) {
	return nil, apierr.New(apierr.Unsupported, "", "no functions here")
}

// Get implements directory.Directory.
func (d *Directory) Get(ctx context.Context, ref directory.Ref, q odata.Query) (*odata.Object, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Reads++
	if ctx.Err() != nil {
		return nil, apierr.New(apierr.Interrupted, "", "interrupted")
	}
	o := d.find(ref.Set, ref.Key)
	relation, id, below := strings.Cut(ref.Path, "/")
	switch {
	case below:
		o = nil
		at := d.at(ref.Below(relation))
		if i := d.place(at, id); i >= 0 {
			o = d.contained[at][i]
		}
	case ref.Set == "directory/deletedItems" && !d.CannotRestore:
		o = d.deleted[ref.Key]
	case ref.Path == "manager":
		o = d.find("users", d.managers[ref.Key])
	}
	if o == nil || d.hidden(o) {
		return nil, &apierr.Error{Kind: apierr.NotFound, Code: "Request_ResourceNotFound", Target: ref.String(), Message: "it does not exist", Status: 404}
	}
	return chosen(o, q), nil
}

// List implements directory.Directory.
func (d *Directory) List(ctx context.Context, ref directory.Ref, q odata.Query) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		found, err := d.list(ctx, ref, q)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, o := range found {
			if !yield(chosen(o, q), nil) {
				return
			}
		}
	}
}

func (d *Directory) list(ctx context.Context, ref directory.Ref, q odata.Query) ([]*odata.Object, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Reads++
	if ctx.Err() != nil {
		return nil, apierr.New(apierr.Interrupted, "", "interrupted")
	}
	var all []*odata.Object
	if g := d.find("groups", ref.Key); g != nil && d.hidden(g) {
		return nil, notFound(ref.String())
	}
	if ref.Path == "members" {
		for _, id := range d.members[ref.Key] {
			all = append(all, odata.NewObject("id", id))
		}
		return all, nil
	}
	if ref.Path != "" {
		return slices.Clone(d.contained[d.at(ref)]), nil
	}
	if q.Filter == "" {
		return slices.DeleteFunc(slices.Clone(d.objects[ref.Set]), d.hidden), nil
	}
	if d.CannotFilter {
		return nil, apierr.New(apierr.Unsupported, "", "no filters here")
	}
	filter, err := odata.ParseFilter(q.Filter)
	if err != nil {
		return nil, &apierr.Error{Kind: apierr.Invalid, Message: err.Error()}
	}
	for _, o := range d.objects[ref.Set] {
		if yes, err := odata.Eval(filter, o); err != nil {
			return nil, &apierr.Error{Kind: apierr.Invalid, Message: err.Error()}
		} else if yes && !d.hidden(o) {
			all = append(all, o)
		}
	}
	return all, nil
}

func chosen(o *odata.Object, q odata.Query) *odata.Object {
	if q.Select == nil {
		return o.Clone()
	}
	some := new(odata.Object)
	for _, name := range q.Select {
		if raw, ok := o.Raw(name); ok {
			some.Set(name, raw)
		}
	}
	return some
}

// Members gives the ids of a group's members.
func (d *Directory) Members(group string) []string { return slices.Clone(d.members[group]) }

// Objects gives the objects of a set.
func (d *Directory) Objects(set string) []*odata.Object { return slices.Clone(d.objects[set]) }

// Add puts an object there before the test begins and gives its id.
func (d *Directory) Add(set string, pairs ...any) string {
	o, _, err := d.do(&directory.Operation{
		Verb: directory.Create, Ref: directory.Ref{Set: set}, Body: odata.NewObject(pairs...), Target: "seed"})
	if err != nil {
		panic(fmt.Sprintf("faulty: seed: %v", err))
	}
	return o.ID()
}

// Hide lets some looks at an object not find it.
func (d *Directory) Hide(id string, looks int) { d.unseen[id] = looks }

// hidden takes a look at an object and tells whether it misses it.
func (d *Directory) hidden(o *odata.Object) bool {
	if d.unseen[o.ID()] == 0 {
		return false
	}
	d.unseen[o.ID()]--
	return true
}

// Twice gives what took effect more than once.
func (d *Directory) Twice() []string {
	var twice []string
	for what, n := range d.Done {
		if n > 1 && !strings.HasSuffix(what, " seed") {
			twice = append(twice, what)
		}
	}
	return twice
}
