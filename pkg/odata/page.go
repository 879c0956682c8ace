package odata

// Page is one answer of a list: OData 4's envelope, or version 3's.
type Page struct {
	Context   string    // @odata.context
	Value     []*Object // value
	NextLink  string    // @odata.nextLink, absolute; "" on the last page
	DeltaLink string    // @odata.deltaLink; "" but at the end of a delta round
	Count     int64     // @odata.count; -1 if the answer has none
}
