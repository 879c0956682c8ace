package socket

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"
)

// running counts the requests that are being answered.
type running struct{ n atomic.Int64 }

func (r *running) count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.n.Add(1)
		defer r.n.Add(-1)
		next.ServeHTTP(w, q)
	})
}

// lastBytes is how long an answer that was made may take to leave.
const lastBytes = 2 * time.Second

// stop ends the server: softly, then at once. Shutdown alone would also wait,
// to the end of its time, for a client that has opened a connection for HTTP/2
// and says nothing on it.
func (r *running) stop(ctx context.Context, server *http.Server) error {
	ctx, cancel := context.WithTimeout(ctx, endTime)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- server.Shutdown(ctx) }()
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for busy := time.Now(); time.Since(busy) < lastBytes; {
		select {
		case err := <-ended:
			if err == nil {
				return nil
			}
			server.Close()
			return fmt.Errorf("some requests had not ended after %s and were cut off", endTime)
		case <-look.C:
			if r.n.Load() > 0 {
				busy = time.Now()
			}
		}
	}
	return server.Close()
}
