package flight

import "iter"

// Ahead asks for one page more than the caller has come to. It leaves nothing
// running: when the caller stops, stop ends the read that is on its way, and
// Ahead waits for it.
func Ahead[P any](pages iter.Seq2[P, error], stop func()) iter.Seq2[P, error] {
	type read struct {
		page P
		err  error
	}
	return func(yield func(P, error) bool) {
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
