package graph

import (
	"encoding/json"
	"net/http"
)

// maxBatch is the number of requests that one $batch may hold.
const maxBatch = 20

// member is one request of a batch and, once it is done, its answer.
type member struct {
	id        json.RawMessage // as sent: a number comes back a number
	name      string          // the id as it is compared
	method    string
	url       string
	header    http.Header
	body      json.RawMessage
	dependsOn []string
	answer    *answer // nil until done
}

// batch answers POST /$batch (facts/graph.md, section 4). Members run one
// after the other, each as a request of its own; one whose dependency failed
// is 424.
func (x *exchange) batch() error {
	if x.nested {
		return wrongTarget("A batch request cannot contain another batch request.")
	}
	members, err := x.readBatch()
	if err != nil {
		return err
	}
	order, err := inOrder(members)
	if err != nil {
		return err
	}
	x.runAll(order)
	b := []byte(`{"responses":[`)
	for i, m := range members {
		if i > 0 {
			b = append(b, ',')
		}
		b = m.append(b)
	}
	return x.json(http.StatusOK, append(b, "]}"...))
}

func (m *member) needs(other *member) bool {
	for _, id := range m.dependsOn {
		if id == other.name {
			return true
		}
	}
	return false
}
