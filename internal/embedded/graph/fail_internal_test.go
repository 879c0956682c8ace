package graph

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// What is wrong with the directory file has a code of its own and names the
// file; only what passes by itself is 503, which clients try again.
func TestStoreFailures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err    error
		status int
		code   string
	}{
		{&store.FileError{Path: "/d/directory.db", Kind: store.ErrReadOnly}, 500, "directoryReadOnly"},
		{&store.FileError{Path: "/d/directory.db", Kind: store.ErrUnreadable}, 500, "directoryNoFile"},
		{&store.FileError{Path: "/d/directory.db", Kind: store.ErrFull}, 507, "directoryFull"},
		{&store.FileError{Path: "/d/directory.db", Kind: store.ErrCorrupt}, 500, "directoryCorrupt"},
		{&store.FileError{Path: "/d/directory.db", Kind: store.ErrNewer}, 500, "directoryNewer"},
		{&store.BusyError{Cause: context.DeadlineExceeded}, 503, "serviceNotAvailable"},
		{context.Canceled, 503, "serviceNotAvailable"},
		{errors.New("odd"), 500, "generalException"},
	} {
		got := refusal(fmt.Errorf("object: %w", c.err))
		if got.Status != c.status || got.Code != c.code {
			t.Errorf("%v: %d %s, want %d %s", c.err, got.Status, got.Code, c.status, c.code)
		}
		if strings.Contains(c.err.Error(), "/d/") && !strings.Contains(got.Message, "/d/directory.db") {
			t.Errorf("the file is not named: %s", got.Message)
		}
	}
}
