package aadgraph

// links answers requests on .../$links/manager.
func (x *exchange) links(t *target) error { return notAllowed() }
