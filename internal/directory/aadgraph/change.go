package aadgraph

import (
	"context"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// change writes one operation.
func (w *writer) change(op *directory.Operation) (*change, error) {
	switch op.Verb {
	case directory.Restore:
		return w.restore(op)
	case directory.Erase:
		return w.erase(op)
	case directory.Invoke:
		return w.invoke(op)
	}
	at, err := locate(op.Ref)
	if err != nil {
		return nil, err
	}
	at.writes = true
	switch op.Verb {
	case directory.Create:
		return w.write(at, http.MethodPost, op.Body)
	case directory.Update:
		return w.write(at, http.MethodPatch, op.Body)
	case directory.Delete:
		return w.request(at, aadgraph.Request{Method: http.MethodDelete}), nil
	case directory.Link, directory.Unlink, directory.SetRef, directory.Clear:
		return w.relate(at, op)
	}
	return nil, lacks("operation "+string(op.Verb), "")
}

// write makes an object, or changes one.
func (w *writer) write(at address, method string, body *odata.Object) (*change, error) {
	body, err := w.names.FromCanonical(at.of, body)
	if err != nil {
		return nil, named(err)
	}
	if body == nil {
		body = odata.NewObject()
	}
	return w.request(at, aadgraph.Request{Method: method, Body: body}), nil
}

// relate changes a relation by its links.
func (w *writer) relate(at address, op *directory.Operation) (*change, error) {
	switch {
	case at.below == "":
		return nil, apierr.New(apierr.Invalid, "", "no relation is named")
	case op.Verb == directory.Unlink && op.Other.Key == "":
		return nil, apierr.New(apierr.Invalid, "", "no object to take out is named")
	}
	return &change{send: func(ctx context.Context) aadgraph.Response {
		relation, err := w.path(ctx, at)
		if err == nil {
			err = w.link(ctx, relation, op)
		}
		return aadgraph.Response{Err: err}
	}}, nil
}

func (w *writer) link(ctx context.Context, relation string, op *directory.Operation) error {
	switch op.Verb {
	case directory.Link:
		return w.client.AddLink(ctx, relation, op.Other.Key)
	case directory.SetRef:
		return w.client.SetLink(ctx, relation, op.Other.Key)
	case directory.Unlink:
		return w.client.RemoveLink(ctx, relation, op.Other.Key)
	}
	return w.client.RemoveLink(ctx, relation, "")
}

// restore brings a deleted application back, with other identifier URIs if the
// operation names some.
func (w *writer) restore(op *directory.Operation) (*change, error) {
	if !strings.EqualFold(op.Ref.Set, "applications") {
		return nil, lacks("way to restore "+op.Ref.Set, "use a profile of protocol graph: Azure AD Graph restores applications only")
	}
	r := aadgraph.Request{Method: http.MethodPost, Path: "/restore", Body: odata.NewObject()}
	if op.Body != nil {
		r.Body = op.Body
	}
	return w.request(deletedApplication(op.Ref), r), nil
}

// erase takes a deleted application away for good (Microsoft's description of
// the service for its libraries, graphrbac.json 1.6, DeletedApplications_HardDelete).
func (w *writer) erase(op *directory.Operation) (*change, error) {
	if !strings.EqualFold(op.Ref.Set, "applications") {
		return nil, lacks("way to erase deleted "+op.Ref.Set+" for good", "they go by themselves after 30 days; a profile of protocol graph can erase them")
	}
	return w.request(deletedApplication(op.Ref), aadgraph.Request{Method: http.MethodDelete}), nil
}

func deletedApplication(ref directory.Ref) address {
	at := address{ref: ref, set: "deletedApplications", key: ref.Key, of: aadgraph.Application, single: true}
	at.place.Type = edm.Lookup("application")
	return at
}

// named puts the property that a body cannot have into the message: the
// error's target is going to be the object.
func named(err error) error {
	e := apierr.As(err)
	if e == nil || e.Target == "" {
		return err
	}
	told := *e
	told.Message = e.Target + ": " + e.Message
	return &told
}
