package odata

// Query holds the system query options of a request (OData 4.01 URL
// Conventions, section 5.1). The zero value asks for nothing special.
type Query struct {
	Select  []string // $select; nil means the service's default
	Filter  string   // $filter, as written
	OrderBy string   // $orderby, as written: "displayName desc"
	Search  string   // $search, as written, with its quotes
	Expand  string   // $expand, as written
	Top     int      // $top: page size asked of the service; 0 is its default
	Count   bool     // $count=true
	// Advanced says that the request needs Graph's advanced query
	// capabilities: header ConsistencyLevel: eventual, and $count=true. The
	// client sets it by itself from the filter matrix; callers may force it.
	Advanced bool
}
