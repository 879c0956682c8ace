package graph

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Bounds of a page (facts/graph.md, section 2).
const (
	defaultPage = 100
	largestPage = 999
)

// options are a request's query options. Names are read in any case and with
// or without the dollar sign.
type options struct {
	query      odata.Query
	skipToken  string
	deltaToken string
	hasDelta   bool
	eventual   bool // header ConsistencyLevel: eventual
}

// parseOptions reads them and refuses what no request of the directory knows.
func (x *exchange) parseOptions() error {
	q, rest, err := odata.ParseQuery(x.r.URL.RawQuery)
	if err != nil {
		return err
	}
	x.query = q
	x.eventual = strings.EqualFold(x.r.Header.Get("ConsistencyLevel"), "eventual")
	for name, values := range rest {
		if err := x.setOption(name, values); err != nil {
			return err
		}
	}
	return nil
}

func (x *exchange) setOption(name string, values []string) error {
	known := strings.ToLower(strings.TrimPrefix(name, "$"))
	if !strings.HasPrefix(name, "$") && !slices.Contains([]string{"skiptoken", "deltatoken"}, known) {
		return nil // custom options (client-request-id, api-version) pass
	}
	if len(values) > 1 {
		return invalidQuery(fmt.Sprintf("Query option '%s' was specified more than once, but it must be specified at most once.", name))
	}
	switch known {
	case "skiptoken":
		x.skipToken = values[0]
	case "deltatoken":
		x.deltaToken, x.hasDelta = values[0], true
	case "format", "id":
		return nil
	case "skip":
		return invalidQuery("'$skip' is not supported by the service.")
	case "apply", "compute":
		return invalidQuery(fmt.Sprintf("The query option '%s' is not supported.", name))
	default:
		return invalidQuery(fmt.Sprintf("The query parameter '%s' is not supported.", name))
	}
	return nil
}

// pageSize gives the number of objects a page.
func (x *exchange) pageSize() (int, error) {
	switch top := x.query.Top; {
	case top == 0:
		return defaultPage, nil
	case top > largestPage:
		return 0, unsupportedQuery(fmt.Sprintf(
			"Invalid page size specified: '%d'. Must be between 1 and %d inclusive.", top, largestPage))
	default:
		return top, nil
	}
}

// nextLink is this request's URL with another token.
func (x *exchange) nextLink(option, token string) string {
	var kept []string
	for part := range strings.SplitSeq(x.r.URL.RawQuery, "&") {
		name, _, _ := strings.Cut(part, "=")
		name, err := url.QueryUnescape(name)
		name = strings.ToLower(strings.TrimPrefix(name, "$"))
		if part == "" || err != nil || name == "skiptoken" || name == "deltatoken" {
			continue
		}
		kept = append(kept, part)
	}
	kept = append(kept, option+"="+url.QueryEscape(token))
	return x.root() + "/" + x.path + "?" + strings.Join(kept, "&")
}

func expiredToken() error {
	return &core.Error{Status: 400, Code: "Directory_ExpiredPageToken",
		Message: "The specified page token value has expired and can no longer be included in your request."}
}
