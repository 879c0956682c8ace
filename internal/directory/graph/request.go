package graph

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// request writes one operation as a request.
func (a *Adapter) request(op *directory.Operation) (graph.BatchRequest, error) {
	at := path(op.Ref)
	switch op.Verb {
	case directory.Create, directory.Invoke:
		return graph.BatchRequest{Method: http.MethodPost, Path: at, Body: a.bound(op.Body)}, nil
	case directory.Update:
		return graph.BatchRequest{Method: http.MethodPatch, Path: at, Body: a.bound(op.Body)}, nil
	case directory.Delete:
		return graph.BatchRequest{Method: http.MethodDelete, Path: at}, nil
	case directory.Restore:
		return graph.BatchRequest{Method: http.MethodPost, Path: deleted(op.Ref) + "/restore"}, nil
	case directory.Erase:
		return graph.BatchRequest{Method: http.MethodDelete, Path: deleted(op.Ref)}, nil
	case directory.Link:
		return graph.BatchRequest{Method: http.MethodPost, Path: at + "/$ref", Body: a.reference(op.Other)}, nil
	case directory.SetRef:
		return graph.BatchRequest{Method: http.MethodPut, Path: at + "/$ref", Body: a.reference(op.Other)}, nil
	case directory.Unlink:
		if op.Other.Key == "" {
			return graph.BatchRequest{}, apierr.New(apierr.Invalid, op.Target, "no object to take out is named")
		}
		return graph.BatchRequest{Method: http.MethodDelete, Path: graph.RefPath(at, op.Other.Key)}, nil
	case directory.Clear:
		return graph.BatchRequest{Method: http.MethodDelete, Path: graph.RefPath(at, "")}, nil
	}
	return graph.BatchRequest{}, apierr.New(apierr.Unsupported, op.Target, "Microsoft Graph has no operation "+string(op.Verb))
}

// reference gives the body that refers to an object: a directory object by its
// id alone, a policy where policies are.
func (a *Adapter) reference(other directory.Ref) *odata.Object {
	if strings.HasPrefix(other.Set, "policies/") {
		return odata.NewObject("@odata.id", a.client.Base().String()+path(other))
	}
	return a.client.RefBody(other.Key)
}

// linkRequest writes a chunk of new members as one request (PATCH
// groups/{id} with members@odata.bind). The service takes all or none.
func (a *Adapter) linkRequest(ops []*directory.Operation) graph.BatchRequest {
	addresses := make([]string, len(ops))
	for i, op := range ops {
		addresses[i] = a.client.ObjectURL(op.Other.Key)
	}
	return graph.BatchRequest{
		Method: http.MethodPatch,
		Path:   path(ops[0].Ref.Below("")),
		Body:   odata.NewObject("members@odata.bind", addresses),
	}
}

func deleted(ref directory.Ref) string { return odata.KeyPath("directory/deletedItems", ref.Key) }

// bound gives the body with relative references ("users/ID" in
// owners@odata.bind) made absolute: callers do not know the endpoint.
func (a *Adapter) bound(body *odata.Object) *odata.Object {
	var changed *odata.Object
	for name, raw := range body.All() {
		if !strings.HasSuffix(name, "@odata.bind") && name != "@odata.id" {
			continue
		}
		if changed == nil {
			changed = body.Clone()
		}
		changed.Set(name, a.absolute(raw))
	}
	if changed == nil {
		return body
	}
	return changed
}

func (a *Adapter) absolute(raw json.RawMessage) any {
	base := a.client.Base().String()
	full := func(s string) string {
		if strings.Contains(s, "://") {
			return s
		}
		return base + strings.TrimPrefix(s, "/")
	}
	var one string
	var many []string
	switch {
	case json.Unmarshal(raw, &one) == nil:
		return full(one)
	case json.Unmarshal(raw, &many) == nil:
		for i := range many {
			many[i] = full(many[i])
		}
		return many
	}
	return raw
}
