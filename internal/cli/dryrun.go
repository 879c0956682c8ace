package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"sync"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// keptBack prints the requests of a dry run as they come, in the order in
// which they would have gone out.
type keptBack struct {
	app      *app.App
	begin    sync.Once
	requests chan rest.Kept // nil until printing has begun
	printed  chan struct{}  // closed when printing is over
	failed   error          // why printing stopped
	cut      error          // why the requests are not all there are
}

// keptWaiting is the number of requests that may wait for the printer.
const keptWaiting = 64

func (k *keptBack) add(r rest.Kept) {
	k.begin.Do(k.start)
	select {
	case k.requests <- r:
	case <-k.printed:
	}
}

func (k *keptBack) start() {
	k.requests, k.printed = make(chan rest.Kept, keptWaiting), make(chan struct{})
	go func() {
		defer close(k.printed)
		k.failed = k.print()
	}()
}

// end waits until all is printed, and gives the error that the command still
// has: that a write was kept back is none. Of a command that only reads there
// is nothing to print.
func (k *keptBack) end(err error) error {
	if apierr.KindOf(err) == apierr.DryRun {
		err = nil
	}
	none := k.requests == nil
	if none && (err != nil || !k.app.Changing) {
		return err
	}
	var partial *task.PartialError
	if !errors.As(err, &partial) {
		k.cut = err
	}
	k.begin.Do(k.start)
	close(k.requests)
	<-k.printed
	if err != nil {
		return err
	}
	if none && k.failed == nil && !k.app.Structured() && !k.app.Flags.Quiet {
		fmt.Fprintln(k.app.IO.Err, "nothing would be sent")
	}
	return k.failed
}

func (k *keptBack) print() error {
	switch k.app.Format("table") {
	case "table", "wide":
		return k.printText()
	}
	p, err := k.app.Printer("table")
	if err != nil {
		return err
	}
	return p.List([]output.Column{
		{Name: "method"}, {Name: "url", Key: true}, {Name: "headers"}, {Name: "body"},
	}, k.objects())
}

// objects are the requests as {method,url,headers,body}.
func (k *keptBack) objects() iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for r := range k.requests {
			if !yield(output.FromValue(r)) {
				return
			}
		}
		if k.cut != nil {
			yield(nil, k.cut)
		}
	}
}

func (k *keptBack) printText() error {
	out := bufio.NewWriterSize(k.app.IO.Out, 64<<10)
	for r := range k.requests {
		fmt.Fprintf(out, "%s %s\n", r.Method, r.URL)
		var body bytes.Buffer
		if len(r.Body) > 0 && json.Indent(&body, r.Body, "", "  ") == nil {
			body.WriteByte('\n')
		}
		if _, err := out.Write(body.Bytes()); err != nil {
			return err
		}
	}
	return out.Flush()
}
