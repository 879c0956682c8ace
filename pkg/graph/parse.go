package graph

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// parseObject reads an answer's body. An empty one is nil; the plain number
// of /$count is {"value": N}; any other JSON value is {"value": …} too.
func parseObject(res *rest.Response) (*odata.Object, error) {
	text := bytes.TrimSpace(res.Text())
	if res.Status == http.StatusNoContent || len(text) == 0 {
		return nil, nil
	}
	if n, err := strconv.ParseInt(string(text), 10, 64); err == nil {
		return odata.NewObject("value", n), nil
	}
	body, err := res.JSON()
	if err != nil {
		return nil, err
	}
	if text[0] != '{' && json.Valid(text) {
		return odata.NewObject("value", json.RawMessage(text)), nil
	}
	return odata.ParseObject(body)
}

func countPath(path string) bool {
	return strings.HasSuffix(strings.ToLower(strings.ReplaceAll(path, "%24", "$")), "/$count")
}
