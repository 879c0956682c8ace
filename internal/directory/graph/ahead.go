package graph

import (
	"iter"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// ahead reads one page further than the caller has come. It leaves nothing
// running: when the caller stops, stop ends the read that is on its way, and
// ahead waits for it.
func ahead(pages iter.Seq2[*odata.Page, error], stop func()) iter.Seq2[*odata.Page, error] {
	type read struct {
		page *odata.Page
		err  error
	}
	return func(yield func(*odata.Page, error) bool) {
		reads, done := make(chan read), make(chan struct{})
		go func() {
			defer close(reads)
			for page, err := range pages {
				select {
				case reads <- read{page, err}:
				case <-done:
					return
				}
			}
		}()
		defer func() {
			close(done)
			stop()
			for range reads {
			}
		}()
		for r := range reads {
			if !yield(r.page, r.err) {
				return
			}
		}
	}
}
