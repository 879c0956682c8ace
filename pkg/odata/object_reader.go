package odata

// ObjectReader reads objects one after the other. It is faster than
// [ParseObject] where they have mostly the same members in the same order,
// as the rows of a list have: names are taken from the object before. The
// zero value is ready. It is for one goroutine.
type ObjectReader struct{ parser objectParser }

// Read reads one JSON object, as ParseObject does.
func (r *ObjectReader) Read(data []byte) (*Object, error) {
	r.parser.scanner = scanner{data: data}
	o := new(Object)
	if !r.parser.object(o) || !r.parser.end() {
		return nil, r.parser.err
	}
	return o, nil
}
