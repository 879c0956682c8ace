package odata

import (
	"strconv"
	"strings"
)

// MaxLevels is the value of [Expand.Levels] for $levels=max.
const MaxLevels = -1

// Expand is one item of $expand.
type Expand struct {
	Name   string // the relation, perhaps with a type below it; "*" is all
	Ref    bool   // name/$ref: links only
	Count  bool   // name/$count: the number only
	Levels int    // $levels: how deep; 0 if not given, or MaxLevels
	Query  Query  // the options in parentheses
}

// String gives the item as $expand has it.
func (e Expand) String() string {
	s := e.Name
	if e.Ref {
		s += "/$ref"
	}
	if e.Count {
		s += "/$count"
	}
	if options := e.options(); len(options) > 0 {
		s += "(" + strings.Join(options, ";") + ")"
	}
	return s
}

func (e Expand) options() []string {
	var list []string
	add := func(name, value string) {
		if value != "" {
			list = append(list, name+"="+value)
		}
	}
	add("$select", strings.Join(e.Query.Select, ","))
	add("$filter", e.Query.Filter)
	add("$orderby", e.Query.OrderBy)
	add("$search", e.Query.Search)
	add("$expand", e.Query.Expand)
	if e.Query.Top > 0 {
		add("$top", strconv.Itoa(e.Query.Top))
	}
	if e.Query.Count {
		add("$count", "true")
	}
	if e.Levels > 0 {
		add("$levels", strconv.Itoa(e.Levels))
	}
	if e.Levels == MaxLevels {
		add("$levels", "max")
	}
	return list
}
