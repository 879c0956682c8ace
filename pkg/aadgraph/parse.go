package aadgraph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// parseObject reads an answer's body: an entity, or an envelope with "value".
// An empty one is nil.
func parseObject(res *rest.Response) (*odata.Object, error) {
	if res.Status == http.StatusNoContent || len(bytes.TrimSpace(res.Body)) == 0 {
		return nil, nil
	}
	body, err := res.JSON()
	if err != nil {
		return nil, err
	}
	return odata.ParseObject(body)
}

// stringList reads the member "value" as strings: Collection(Edm.String), or a
// single Edm.String, which the service writes as either.
func stringList(o *odata.Object) ([]string, error) {
	if o.IsNull("value") {
		return nil, fmt.Errorf("it has no member %q", "value")
	}
	raw, _ := o.Raw("value")
	if raw[0] == '"' {
		return []string{o.String("value")}, nil
	}
	var list []string
	err := json.Unmarshal(raw, &list)
	return list, err
}

// objectList reads the member "value" as objects.
func objectList(o *odata.Object) ([]*odata.Object, error) {
	raw, ok := o.Raw("value")
	if !ok {
		return nil, fmt.Errorf("it has no member %q", "value")
	}
	return odata.ParseList(raw)
}

// misread is the error of an answer that is JSON of another shape than its
// request's. read says that the request changed nothing.
func misread(path string, read bool, cause error) error {
	r := &rest.Request{Method: http.MethodPost, Path: path, Read: read}
	return rest.Unreadable(r, &rest.Response{}, cause)
}
