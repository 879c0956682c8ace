package aadgraph

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// deltaState is the state of a differential query, which lives in its links.
// It goes over one or several sets of Graph, one after the other, each with a
// token of Graph's own. It comes back from the client, so nothing is taken
// from it unchecked: Graph checks the tokens and whether the caller may read.
type deltaState struct {
	Place   string        `json:"p"`
	Streams []deltaStream `json:"s"`
	Select  []string      `json:"f,omitempty"`
	// Sequence is that of the last change when the round before began, -1 in
	// the first round.
	Sequence int64 `json:"q"`
	// Began is that of the present round.
	Began int64 `json:"b"`
}

// deltaStream is one set of Graph's.
type deltaStream struct {
	Set   string `json:"n"`
	Token string `json:"t,omitempty"`
	More  bool   `json:"m,omitempty"` // the token is that of a next page
	Done  bool   `json:"d,omitempty"` // in this round
}

// deltaSets are the sets that differential queries go over, as both protocols
// name them.
func deltaSets() []string {
	return []string{"users", "groups", "contacts", "applications", "servicePrincipals"}
}

func (s *deltaState) token() string {
	data, err := json.Marshal(s)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

// decodeDelta reads a token of the place; ok is false for one that is damaged.
func decodeDelta(token, place string) (s *deltaState, ok bool) {
	data, err := base64.RawURLEncoding.DecodeString(token)
	s = new(deltaState)
	if err != nil || json.Unmarshal(data, s) != nil || s.Place != place || len(s.Streams) == 0 || len(s.Streams) > len(deltaSets()) {
		return nil, false
	}
	for _, stream := range s.Streams {
		if !slices.Contains(deltaSets(), stream.Set) {
			return nil, false
		}
	}
	return s, true
}

// newDelta is the state at the start.
func (x *exchange) newDelta(t *target) (*deltaState, error) {
	s := &deltaState{Place: t.set.path, Select: x.selects, Sequence: -1}
	sets := []string{t.set.path}
	if t.set.path == "directoryObjects" {
		var err error
		if sets, err = x.deltaTypes(); err != nil {
			return nil, err
		}
	}
	for _, set := range sets {
		if !slices.Contains(deltaSets(), set) {
			return nil, unsupported("Differential queries are not supported for '" + set + "'.")
		}
		s.Streams = append(s.Streams, deltaStream{Set: set})
	}
	if strings.EqualFold(x.r.Header.Get("ocp-aad-dq-include-only-delta-token"), "true") {
		for i := range s.Streams {
			s.Streams[i].Token = "latest"
		}
	}
	return s, nil
}

// deltaTypes reads the filter of a differential query on directoryObjects:
// isof of types joined by or. On the typed sets it is ignored, as the service
// does (facts/aadgraph.md, section 8).
func (x *exchange) deltaTypes() (sets []string, err error) {
	if x.filter == "" {
		return deltaSets(), nil
	}
	refused := unsupported("A differential query can be filtered by 'isof' joined by 'or' only.")
	expr, err := odata.ParseFilter(x.filter)
	if err != nil {
		return nil, badRequest("Invalid filter clause: %v", err)
	}
	for _, part := range odata.Operands(expr, "or") {
		call, ok := part.(*odata.Call)
		if !ok || call.Name != "isof" || len(call.Args) != 1 {
			return nil, refused
		}
		l, ok := call.Args[0].(*odata.Literal)
		if !ok {
			return nil, refused
		}
		e := x.s.model().entityOf(strings.TrimPrefix(l.Text, x.version.namespace()+"."))
		if e == nil || x.setOf(e) == nil {
			return nil, refused
		}
		sets = append(sets, x.setOf(e).path)
	}
	return slices.Compact(slices.Sorted(slices.Values(sets))), nil
}
