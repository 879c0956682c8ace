package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// keptBack prints the requests of a dry run, in the order in which they would
// have gone out. The first ones wait, since a command that fails before it
// comes to its work prints none; of very many the rest is printed as it
// comes.
type keptBack struct {
	app *app.App

	mu      sync.Mutex
	waiting []rest.Kept
	printed int
	out     *bufio.Writer // set when printing has begun
	failed  error         // why printing stopped
}

// keptWaiting is the number of requests that wait.
const keptWaiting = 1000

func (k *keptBack) add(r rest.Kept) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.waiting = append(k.waiting, r)
	if len(k.waiting) >= keptWaiting || k.out != nil {
		k.print()
	}
}

// print prints what waits.
func (k *keptBack) print() {
	if k.out == nil {
		k.out = bufio.NewWriterSize(k.app.IO.Out, 1<<16)
	}
	for _, r := range k.waiting {
		if k.failed != nil {
			break
		}
		if k.app.Structured() {
			k.failed = k.printJSON(r)
		} else {
			k.failed = k.printText(r)
		}
		k.printed++
	}
	k.waiting = k.waiting[:0]
}

// end prints what is left, and gives the error that the command still has:
// that a write was kept back is none.
func (k *keptBack) end(err error) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	failed := err != nil && apierr.KindOf(err) != apierr.DryRun
	if failed && k.out == nil {
		return err
	}
	k.print()
	if k.app.Structured() {
		k.out.WriteString(k.closing())
	}
	if printing := k.out.Flush(); k.failed == nil {
		k.failed = printing
	}
	if failed {
		return err
	}
	if k.printed == 0 && !k.app.Structured() && !k.app.Flags.Quiet {
		fmt.Fprintln(k.app.IO.Err, "nothing would be sent")
	}
	return k.failed
}

// closing ends the JSON list.
func (k *keptBack) closing() string {
	if k.printed == 0 {
		return "[]\n"
	}
	return "\n]\n"
}

// printJSON prints an item of the list.
func (k *keptBack) printJSON(r rest.Kept) error {
	var plain, indented bytes.Buffer
	enc := json.NewEncoder(&plain)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return err
	}
	if err := json.Indent(&indented, bytes.TrimSpace(plain.Bytes()), "  ", "  "); err != nil {
		return err
	}
	before := "[\n  "
	if k.printed > 0 {
		before = ",\n  "
	}
	k.out.WriteString(before)
	_, err := k.out.Write(indented.Bytes())
	return err
}

func (k *keptBack) printText(r rest.Kept) error {
	fmt.Fprintf(k.out, "%s %s\n", r.Method, r.URL)
	var body bytes.Buffer
	if len(r.Body) > 0 && json.Indent(&body, r.Body, "", "  ") == nil {
		body.WriteByte('\n')
	}
	_, err := k.out.Write(body.Bytes())
	return err
}
