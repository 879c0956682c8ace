package question

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Operation finds the action or function that a reference names.
func Operation(ref directory.Ref) (edm.Operation, bool) {
	above, name := "", ref.Path
	if i := strings.LastIndexByte(ref.Path, '/'); i >= 0 {
		above, name = ref.Path[:i], ref.Path[i+1:]
	}
	of := Of(ref.Below(above)).Type
	if of == nil {
		return edm.Operation{}, false
	}
	if op, ok := of.Operation(name, ref.Key == ""); ok {
		return op, true
	}
	return of.Operation(name, ref.Key != "")
}

// IDs gives the parameter of an action that is a bounded list of ids, and
// its bound (facts/graph.md, section 7).
func IDs(action string) (parameter string, most int) {
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

// InParts asks an action that changes nothing. A list of ids that is longer
// than the service takes at once goes in several requests, whose answers are
// joined; the first error ends it.
func InParts(ref directory.Ref, args *odata.Object, ask func(*odata.Object) (*odata.Object, error)) (*odata.Object, error) {
	op, _ := Operation(ref)
	name, most := IDs(op.Name)
	ids := args.Strings(name)
	if name == "" || len(ids) <= most {
		return ask(args)
	}
	var answer *odata.Object
	var all []json.RawMessage
	for chunk := range slices.Chunk(ids, most) {
		part := args.Clone()
		part.Set(name, chunk)
		o, err := ask(part)
		if err != nil {
			return nil, err
		}
		var value []json.RawMessage
		if err := o.Decode("value", &value); err != nil {
			return nil, apierr.New(apierr.Other, Target(ref), "the answer has no value")
		}
		all = append(all, value...)
		answer = o
	}
	answer.Set("value", all)
	answer.Delete("@odata.nextLink")
	return answer, nil
}
