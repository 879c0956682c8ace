package odata

import "strings"

// function is one function that $filter may call.
type function struct {
	name      string // canonical
	min, max  int    // numbers of arguments
	condition bool   // it gives a Boolean
	example   string
}

// functions gives those of OData 4.01, URL Conventions, 5.1.1.5 to 5.1.1.12,
// without those of collections, geography and patterns, and with version 3's substringof.
func functions() []function {
	return []function{
		{"startsWith", 2, 2, true, "startsWith(displayName,'A')"},
		{"endsWith", 2, 2, true, "endsWith(mail,'@contoso.com')"},
		{"contains", 2, 2, true, "contains(displayName,'an')"},
		{"substringof", 2, 2, true, "substringof('an',displayName)"},
		{"isof", 1, 2, true, "isof('microsoft.graph.user')"},
		{"cast", 1, 2, false, "cast(id,'Edm.String')"},
		{"tolower", 1, 1, false, "tolower(displayName)"},
		{"toupper", 1, 1, false, "toupper(displayName)"},
		{"trim", 1, 1, false, "trim(displayName)"},
		{"length", 1, 1, false, "length(displayName)"},
		{"indexof", 2, 2, false, "indexof(displayName,'a')"},
		{"substring", 2, 3, false, "substring(displayName,0,3)"},
		{"concat", 2, 2, false, "concat(givenName,surname)"},
		{"year", 1, 1, false, "year(createdDateTime)"},
		{"month", 1, 1, false, "month(createdDateTime)"},
		{"day", 1, 1, false, "day(createdDateTime)"},
		{"hour", 1, 1, false, "hour(createdDateTime)"},
		{"minute", 1, 1, false, "minute(createdDateTime)"},
		{"second", 1, 1, false, "second(createdDateTime)"},
		{"fractionalseconds", 1, 1, false, "fractionalseconds(createdDateTime)"},
		{"date", 1, 1, false, "date(createdDateTime)"},
		{"time", 1, 1, false, "time(createdDateTime)"},
		{"totaloffsetminutes", 1, 1, false, "totaloffsetminutes(createdDateTime)"},
		{"totalseconds", 1, 1, false, "totalseconds(duration'PT5M')"},
		{"now", 0, 0, false, "now()"},
		{"mindatetime", 0, 0, false, "mindatetime()"},
		{"maxdatetime", 0, 0, false, "maxdatetime()"},
		{"round", 1, 1, false, "round(x)"},
		{"floor", 1, 1, false, "floor(x)"},
		{"ceiling", 1, 1, false, "ceiling(x)"},
	}
}

// findFunction looks a function up by its name in whatever case.
func findFunction(name string) (function, bool) {
	for _, f := range functions() {
		if strings.EqualFold(f.name, name) {
			return f, true
		}
	}
	return function{}, false
}

// arity says how many arguments the function takes.
func (f function) arity() string {
	counts := [...]string{"no arguments", "1 argument", "2 arguments", "3 arguments"}
	if f.min != f.max {
		return counts[f.min][:1] + " or " + counts[f.max]
	}
	return counts[f.max]
}
