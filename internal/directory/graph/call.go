package graph

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Call asks a function (GET, its parameters in the path) or an action that
// changes nothing (POST). Lists of ids that are longer than the service takes
// at once go in several requests, whose answers are joined.
func (a *Adapter) Call(ctx context.Context, ref directory.Ref, args *odata.Object) (*odata.Object, error) {
	op, known := question.Operation(ref)
	if known && op.Function || !known && args.Len() == 0 {
		o, err := a.client.Function(ctx, path(ref)+parameters(op, args), odata.Query{})
		return o, explained(err, ref)
	}
	client, at := a.client, path(ref)
	if a.Root != nil && onlyBeta(ref.Path) {
		client, at = a.Root, "beta/"+at
	}
	return question.InParts(ref, args, func(part *odata.Object) (*odata.Object, error) {
		o, err := client.Ask(ctx, at, part)
		return o, explained(err, ref)
	})
}

// onlyBeta tells whether the beta version alone has the action at the end of a
// path, although the reference may give it to version 1.0 too (Microsoft's
// metadata of both).
func onlyBeta(path string) bool { return strings.HasSuffix(path, "PasswordSingleSignOnCredentials") }

func explained(err error, ref directory.Ref) error {
	if err == nil {
		return nil
	}
	return explain(err, question.Target(ref))
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
