package plan

import (
	"context"
	"fmt"
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Want is an object as a row of a source wants it.
type Want struct {
	Row    int           // line of the source
	Key    string        // value of the key: a UPN, a mailNickname
	Object *odata.Object // the properties that the row gives; others stay as they are
}

// Source is what a set of a directory should hold. It says nothing of
// objects that it does not name: they stay.
type Source struct {
	Set   string // "users"
	Key   string // the property by which rows and objects are matched: "userPrincipalName"
	Wants []Want
	// Create makes the body of a new object from a row: it adds what the row
	// leaves out (mailNickname, a password). Nil: the row is the body. An
	// error rejects the row.
	Create func(Want) (*odata.Object, error)
}

// Objects plans the objects of a source: the missing ones are created, those
// that differ in a property that their row gives are updated in just these,
// in the order of the source, creates first. Keys are compared without
// regard to case (odata.Fold). A password is given to new objects only. A
// row whose key several objects have is rejected. Errors are those of
// reading the directory.
func Objects(ctx context.Context, d directory.Directory, s Source) (*Result, error) {
	found, err := current.Find(ctx, d, s.keys())
	if err != nil {
		return nil, fmt.Errorf("reading %s to compare: %w", s.Set, err)
	}
	result := new(Result)
	var updates []*directory.Operation
	for _, w := range s.Wants {
		switch there := found.Get(w.Key); len(there) {
		case 0:
			s.create(w, result)
		case 1:
			if op := s.update(w, there[0]); op != nil {
				updates = append(updates, op)
			} else {
				result.Unchanged++
			}
		default:
			result.reject(task.RowError{Row: w.Row, Target: w.Key, Code: "Ambiguous",
				Message: fmt.Sprintf("%d %s have this %s: %s", len(there), s.Set, s.Key, ids(there))})
		}
	}
	result.Ops = append(result.Ops, updates...)
	return result, nil
}

func (s *Source) keys() current.Keys {
	k := current.Keys{Set: s.Set, Property: s.Key, Values: make([]string, 0, len(s.Wants))}
	for _, w := range s.Wants {
		k.Values = append(k.Values, w.Key)
		for name := range w.Object.All() {
			if !slices.Contains(k.Select, name) {
				k.Select = append(k.Select, name)
			}
		}
	}
	return k
}

func (s *Source) create(w Want, result *Result) {
	body, err := w.Object, error(nil)
	if s.Create != nil {
		body, err = s.Create(w)
	}
	if err != nil {
		result.reject(task.RowError{Row: w.Row, Target: w.Key, Code: "Invalid", Message: err.Error()})
		return
	}
	result.Ops = append(result.Ops, &directory.Operation{
		Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: s.Set},
		Body: body, Target: w.Key, Row: w.Row,
	})
}

// update makes the operation that gives the object the row's values, with
// the values before; nil if it has them. The key is the same but for its
// case, and is left as it is.
func (s *Source) update(w Want, there *odata.Object) *directory.Operation {
	body, before := new(odata.Object), new(odata.Object)
	for _, name := range current.Differences(w.Object, there) {
		if name == s.Key || name == "id" {
			continue
		}
		value, _ := w.Object.Raw(name)
		body.Set(name, value)
		if was, ok := there.Raw(name); ok {
			before.Set(name, was)
		} else {
			before.Set(name, nil)
		}
	}
	if body.Len() == 0 {
		return nil
	}
	return &directory.Operation{
		Name: "update", Verb: directory.Update, Ref: directory.Ref{Set: s.Set, Key: there.ID()},
		Body: body, Before: before, Target: w.Key, Row: w.Row,
	}
}

func ids(objects []*odata.Object) string {
	var s string
	for i, o := range objects {
		if i > 0 {
			s += ", "
		}
		s += o.ID()
	}
	return s
}
