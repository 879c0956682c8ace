package aadgraph

import (
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// MaxTop is the largest page that the service gives; its own choice is 100
// (facts/aadgraph.md, section 4).
const MaxTop = 999

// Unpaged tells whether the set that a path leads to is given whole: it takes
// neither $top nor $filter.
func Unpaged(path string) bool {
	segments := rest.Segments(path)
	return len(segments) > 0 && (segments[0] == "directoryroles" || segments[0] == "subscribedskus")
}

// checkQuery refuses the options that the service does not know, or not
// together. Select is not among them: all properties come anyway, so that
// encodeQuery leaves it out.
func checkQuery(path string, q odata.Query) error {
	refuse := func(what, hint string) error {
		return apierr.New(apierr.Unsupported, path, "Azure AD Graph does not take "+what).WithHint(hint)
	}
	switch {
	case q.Search != "":
		return refuse("$search", "use $filter with startswith")
	case q.Count || q.Advanced:
		return refuse("$count", "count the objects of the list")
	case q.Top < 0 || q.Top > MaxTop:
		return apierr.New(apierr.Invalid, "$top", "must be 1 to "+strconv.Itoa(MaxTop))
	case strings.Contains(q.Expand, ","):
		return refuse("more than one relation in $expand", "read the others by themselves")
	case q.OrderBy != "" && q.Filter != "":
		return refuse("$orderby together with $filter", "sort the list when it is there")
	case (q.Top > 0 || q.Filter != "") && Unpaged(path):
		return refuse("$top or $filter here", "read the whole list")
	}
	return nil
}

// encodeQuery gives the options as a URL's query, percent-encoded.
func encodeQuery(q odata.Query) string {
	q.Select = nil
	return q.Encode()
}
