package apicmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
)

// write sends a request that may change something, as a task.
func (o *options) write(ctx context.Context) error {
	target := o.request.Target()
	if o.destructive() {
		if err := cmdkit.Confirm(ctx, o.app, fmt.Sprintf("Send %s?", target)); err != nil {
			return err
		}
	}
	x, err := cmdkit.Execute(ctx, o.app, task.Spec{
		Type: "api.request", NotUndoable: true,
		Ops: []*directory.Operation{{
			Name: "request", Verb: directory.Request, Request: o.request, Body: o.body, Target: target,
		}},
	})
	if err != nil {
		return err
	}
	if x.Err != nil || x.Task == nil {
		return x.Err
	}
	for _, out := range x.Changed() {
		if err := o.print(out.Answer); err != nil {
			return err
		}
	}
	x.Say(o.app, "done", "")
	return nil
}

// destructive tells whether the request removes an object or a credential
// (design, section 3).
func (o *options) destructive() bool {
	path, _, _ := strings.Cut(strings.ToLower(o.path), "?")
	path = strings.ReplaceAll(strings.TrimRight(path, "/"), "%24", "$")
	last := path[strings.LastIndexByte(path, '/')+1:]
	switch o.method {
	case "DELETE":
		return last != "$ref" && !strings.Contains(path, "/$links/")
	case "POST":
		last = strings.TrimPrefix(last, "microsoft.graph.")
		return last == "removepassword" || last == "removekey"
	}
	return false
}
