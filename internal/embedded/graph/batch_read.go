package graph

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func badBatch(format string, args ...any) error {
	return &core.Error{Status: http.StatusBadRequest, Code: "BadRequest", Message: "Invalid batch payload format: " + fmt.Sprintf(format, args...)}
}

func (x *exchange) readBatch() ([]*member, error) {
	o, err := x.body()
	if err != nil {
		return nil, err
	}
	list, _ := o.Raw("requests")
	requests, err := odata.ParseList(list)
	if err != nil {
		return nil, badBatch("'requests' must be a list of requests.")
	}
	if len(requests) == 0 || len(requests) > maxBatch {
		return nil, badBatch("number of batch request steps is %d, from 1 to %d are allowed.", len(requests), maxBatch)
	}
	members := make([]*member, len(requests))
	seen := map[string]bool{}
	for i, r := range requests {
		if members[i], err = readMember(r); err != nil {
			return nil, err
		}
		if seen[members[i].name] {
			return nil, badBatch("the id %s is used more than once.", members[i].id)
		}
		seen[members[i].name] = true
	}
	return members, nil
}

func readMember(o *odata.Object) (*member, error) {
	m := &member{method: strings.ToUpper(o.String("method")), url: o.String("url"), header: http.Header{}}
	m.id, _ = o.Raw("id")
	if isNull(m.id) || m.method == "" || m.url == "" {
		return nil, badBatch("each request must have 'id', 'method' and 'url'.")
	}
	if strings.Contains(m.url, "://") {
		return nil, badBatch("the url '%s' is not relative.", m.url)
	}
	if m.name = idName(m.id); m.name == "" || m.id[0] == '{' || m.id[0] == '[' {
		return nil, badBatch("an 'id' must be a text.")
	}
	if !m.readHeader(o) {
		return nil, badBatch("'headers' must be an object of strings.")
	}
	if body, ok := o.Raw("body"); ok && string(body) != "null" {
		m.body = body
		if m.header.Get("Content-Type") == "" {
			return nil, badBatch("request %s has a body and no Content-Type header.", m.id)
		}
	}
	return m, m.readDependsOn(o)
}

// readHeader is not ok if the headers are no strings. A null is passed over.
func (m *member) readHeader(o *odata.Object) bool {
	header := o.Object("headers")
	if header == nil {
		return o.IsNull("headers")
	}
	for name, raw := range header.All() {
		if raw[0] != '"' && string(raw) != "null" {
			return false
		}
		m.header.Set(name, header.String(name))
	}
	return true
}

func (m *member) readDependsOn(o *odata.Object) error {
	if o.IsNull("dependsOn") {
		return nil
	}
	var ids []json.RawMessage
	if err := o.Decode("dependsOn", &ids); err != nil {
		return badBatch("'dependsOn' must be a list of ids.")
	}
	for _, id := range ids {
		m.dependsOn = append(m.dependsOn, idName(id))
	}
	return nil
}

// idName gives an id of any type as it is compared: in lower case.
func idName(id json.RawMessage) string {
	var s string
	if json.Unmarshal(id, &s) != nil {
		s = string(id)
	}
	return strings.ToLower(s)
}

func isNull(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// inOrder puts members behind those that they depend on, and otherwise
// leaves them as they came. It refuses unknown ids and circles.
func inOrder(members []*member) ([]*member, error) {
	order := make([]*member, 0, len(members))
	placed := map[string]bool{}
	for len(order) < len(members) {
		before := len(order)
		for _, m := range members {
			if !placed[m.name] && !slices.ContainsFunc(m.dependsOn, func(id string) bool { return !placed[id] }) {
				placed[m.name] = true
				order = append(order, m)
			}
		}
		if len(order) == before {
			return nil, badBatch("a request depends on an id that is unknown, or on itself.")
		}
	}
	return order, nil
}
