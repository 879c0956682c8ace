package aadgraph

import "net/http"

func isMetadataSegment(text string) bool { return text == "$metadata" }

func (x *exchange) csdl() error { return notAllowed() }

// serviceDocument lists the resources below the tenant.
func (x *exchange) serviceDocument() error {
	if x.r.Method != http.MethodGet && x.r.Method != http.MethodHead {
		return notAllowed()
	}
	return notAllowed()
}
