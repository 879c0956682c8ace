package odata

import (
	"strconv"
	"strings"
)

// Encode gives the options as a URL's query, percent-encoded (a space is
// %20), always in the same order: $select, $filter, $orderby, $search,
// $expand, $top, $count. It is empty if nothing is asked for. With Advanced
// it has $count=true.
func (q Query) Encode() string {
	var e queryEncoder
	e.option("$select", strings.Join(q.Select, ","))
	e.option("$filter", q.Filter)
	e.option("$orderby", q.OrderBy)
	e.option("$search", q.Search)
	e.option("$expand", q.Expand)
	if q.Top > 0 {
		e.option("$top", strconv.Itoa(q.Top))
	}
	if q.Count || q.Advanced {
		e.option("$count", "true")
	}
	return e.String()
}

type queryEncoder struct{ strings.Builder }

func (e *queryEncoder) option(name, value string) {
	if value == "" {
		return
	}
	if e.Len() > 0 {
		e.WriteByte('&')
	}
	e.WriteString(name)
	e.WriteByte('=')
	e.WriteString(escape(value, "-_.~!$'()*,/:@"))
}
