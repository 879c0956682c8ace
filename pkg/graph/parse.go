package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// parseObject reads an answer's body. An empty one is nil; the plain number
// of /$count is {"value": N}; any other JSON value is {"value": …} too.
func parseObject(status int, h http.Header, body []byte) (*odata.Object, error) {
	body = trimMark(body)
	if status == http.StatusNoContent || len(bytes.TrimSpace(body)) == 0 {
		return nil, nil
	}
	if n, err := strconv.ParseInt(string(bytes.TrimSpace(body)), 10, 64); err == nil {
		return odata.NewObject("value", n), nil
	}
	if err := checkType(h); err != nil {
		return nil, err
	}
	if trimmed := bytes.TrimSpace(body); trimmed[0] != '{' && json.Valid(trimmed) {
		return odata.NewObject("value", json.RawMessage(trimmed)), nil
	}
	return odata.ParseObject(body)
}

func parsePage(h http.Header, body []byte) (*odata.Page, error) {
	if err := checkType(h); err != nil {
		return nil, err
	}
	return odata.ParsePage(trimMark(body))
}

// trimMark takes away a byte order mark.
func trimMark(body []byte) []byte { return bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")) }

// checkType refuses what says that it is not JSON: a sign-in page of a
// captive portal, say. An answer that does not say is taken to be JSON.
func checkType(h http.Header) error {
	value := h.Get("Content-Type")
	if value == "" {
		return nil
	}
	kind, _, _ := mime.ParseMediaType(value)
	if kind == "application/json" || kind == "text/json" || strings.HasSuffix(kind, "+json") {
		return nil
	}
	return fmt.Errorf("it is not JSON but %q", value)
}

func countPath(path string) bool {
	return strings.HasSuffix(strings.ToLower(strings.ReplaceAll(path, "%24", "$")), "/$count")
}
