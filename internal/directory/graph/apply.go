package graph

import (
	"context"
	"iter"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/flight"
	"github.com/tenantctl/tenantctl/pkg/graph"
)

// Apply carries operations out: a single one as itself, several as batches of
// 20, some batches at once. Members that join a group go 20 to a member of
// the batch; a chunk that is refused is split in halves, each of which is a
// request of its own (and announced by sending), until only the bad one
// fails. Operations that touch the same object are never on their way
// together.
func (a *Adapter) Apply(ctx context.Context, ops []*directory.Operation, sending func([]*directory.Operation) error) iter.Seq[directory.Outcome] {
	if len(ops) == 1 && ops[0].Verb == directory.Request {
		return a.written().Apply(ctx, ops[0], sending)
	}
	return a.carrier().Apply(ctx, ops, sending)
}

// carrier is how Graph carries operations out: in batches.
func (a *Adapter) carrier() flight.Carrier[graph.BatchRequest, graph.BatchResponse] {
	return flight.Carrier[graph.BatchRequest, graph.BatchResponse]{
		Parallel: flight.Parallel(a.Parallel, a.client.DryRun()), Batch: graph.MaxBatch,
		Units: chunks, Write: a.unitRequest, Send: a.send, Settle: settle, Explain: explain,
	}
}

// send gives an answer to each request; a single one goes as itself, to the
// beta version if that alone has it.
func (a *Adapter) send(ctx context.Context, requests []graph.BatchRequest) []graph.BatchResponse {
	if len(requests) == 1 {
		client, r := a.client, requests[0]
		if a.Root != nil && onlyBeta(r.Path) {
			client, r.Path = a.Root, "beta/"+r.Path
		}
		return []graph.BatchResponse{client.Do(ctx, r)}
	}
	answers, _ := a.client.Batch(ctx, requests)
	return answers
}
