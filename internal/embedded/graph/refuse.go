package graph

import "net/http"

// Refuse answers a request that does not come through to the service, such
// as one without a good token, with an error body as the service's own are.
func (s *Service) Refuse(w http.ResponseWriter, r *http.Request, err error) {
	s.exchange(w, r).fail(err)
}
