package inbound

import "strings"

// Metadata is how much a client wants to be told beside the data, as the JSON
// formats of OData 3 (JSON Light) and 4.01 (section 3.1) both have it.
type Metadata uint8

const (
	// MinimalMetadata is what a client cannot work out for itself.
	MinimalMetadata Metadata = iota
	// NoMetadata is the data alone.
	NoMetadata
	// FullMetadata names every type and link.
	FullMetadata
)

// MetadataWords are what a version of OData calls the three, in a parameter of
// the media type: "odata=" and "minimalmetadata", "nometadata", "fullmetadata".
type MetadataWords struct {
	Parameter           string
	Minimal, None, Full string
}

// Wanted reads an Accept header; minimal is what one gets who does not say.
func (w MetadataWords) Wanted(accept string) Metadata {
	accept = strings.ToLower(accept)
	switch {
	case strings.Contains(accept, w.Parameter+w.None):
		return NoMetadata
	case strings.Contains(accept, w.Parameter+w.Full):
		return FullMetadata
	}
	return MinimalMetadata
}

// Said is the parameter as a Content-Type has it.
func (w MetadataWords) Said(m Metadata) string {
	return w.Parameter + [...]string{w.Minimal, w.None, w.Full}[m]
}
