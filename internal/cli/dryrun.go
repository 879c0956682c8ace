package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// keptBack collects the requests of a dry run.
type keptBack struct {
	mu       sync.Mutex
	requests []rest.Kept
}

func (k *keptBack) add(r rest.Kept) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.requests = append(k.requests, r)
}

// end prints the requests, in the order in which they would have gone out,
// and gives the error that the command still has: that a write was kept back
// is none.
func (k *keptBack) end(a *app.App, err error) error {
	if err != nil && apierr.KindOf(err) != apierr.DryRun {
		return err
	}
	if a.Structured() {
		return k.printJSON(a)
	}
	for _, r := range k.requests {
		fmt.Fprintf(a.IO.Out, "%s %s\n", r.Method, r.URL)
		var body bytes.Buffer
		if len(r.Body) > 0 && json.Indent(&body, r.Body, "", "  ") == nil {
			fmt.Fprintf(a.IO.Out, "%s\n", body.Bytes())
		}
	}
	if len(k.requests) == 0 && !a.Flags.Quiet {
		fmt.Fprintln(a.IO.Err, "nothing would be sent")
	}
	return nil
}

func (k *keptBack) printJSON(a *app.App) error {
	if k.requests == nil {
		k.requests = []rest.Kept{}
	}
	enc := json.NewEncoder(a.IO.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(k.requests)
}
