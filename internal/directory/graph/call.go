package graph

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Call asks a function (GET, its parameters in the path) or an action that
// changes nothing (POST). Lists of ids that are longer than the service takes
// at once go in several requests, whose answers are joined.
func (a *Adapter) Call(ctx context.Context, ref directory.Ref, args *odata.Object) (*odata.Object, error) {
	op, known := operation(ref)
	if known && op.Function || !known && args.Len() == 0 {
		o, err := a.client.Function(ctx, path(ref)+parameters(op, args), odata.Query{})
		return o, explained(err, ref)
	}
	name, most := idsOf(op.Name)
	ids := args.Strings(name)
	if name == "" || len(ids) <= most {
		o, err := a.client.Ask(ctx, path(ref), args)
		return o, explained(err, ref)
	}
	return a.callInParts(ctx, ref, args, slices.Chunk(ids, most))
}

func explained(err error, ref directory.Ref) error {
	if err == nil {
		return nil
	}
	return explain(err, refTarget(ref))
}

// operation finds the action or function that a reference names.
func operation(ref directory.Ref) (edm.Operation, bool) {
	above, name := "", ref.Path
	if i := strings.LastIndexByte(ref.Path, '/'); i >= 0 {
		above, name = ref.Path[:i], ref.Path[i+1:]
	}
	of := placeOf(ref.Below(above)).of
	if of == nil {
		return edm.Operation{}, false
	}
	if op, ok := of.Operation(name, ref.Key == ""); ok {
		return op, true
	}
	return of.Operation(name, ref.Key != "")
}

// idsOf gives the parameter of an action that is a bounded list of ids, and
// its bound (facts/graph.md, section 7).
func idsOf(action string) (parameter string, most int) {
	switch action {
	case "getByIds":
		return "ids", 1000
	case "checkMemberGroups":
		return "groupIds", 20
	case "checkMemberObjects":
		return "ids", 20
	}
	return "", 0
}

func (a *Adapter) callInParts(ctx context.Context, ref directory.Ref, args *odata.Object, parts func(func([]string) bool)) (*odata.Object, error) {
	op, _ := operation(ref)
	name, _ := idsOf(op.Name)
	var answer *odata.Object
	var all []json.RawMessage
	for ids := range parts {
		part := args.Clone()
		part.Set(name, ids)
		o, err := a.client.Ask(ctx, path(ref), part)
		if err != nil {
			return nil, explained(err, ref)
		}
		var value []json.RawMessage
		if err := o.Decode("value", &value); err != nil {
			return nil, apierr.New(apierr.Other, refTarget(ref), "the answer has no value")
		}
		all = append(all, value...)
		answer = o
	}
	answer.Set("value", all)
	answer.Delete("@odata.nextLink")
	return answer, nil
}

// parameters writes a function's arguments into the path: (), or
// (name='value',other=1).
func parameters(op edm.Operation, args *odata.Object) string {
	var parts []string
	for name, raw := range args.All() {
		value := string(raw)
		var text string
		if json.Unmarshal(raw, &text) == nil {
			value = text
			if quoted(op, name) {
				value = odata.QuoteString(text)
			}
		}
		parts = append(parts, name+"="+odata.KeySegment(value))
	}
	return "(" + strings.Join(parts, ",") + ")"
}

// quoted tells whether a parameter's literal stands in quotes: strings and
// enumerations do, dates and GUIDs do not.
func quoted(op edm.Operation, name string) bool {
	for _, p := range op.Parameters {
		if strings.EqualFold(p.Name, name) {
			return p.Type == "Edm.String" || !strings.HasPrefix(p.Type, "Edm.")
		}
	}
	return true
}
