package task_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// clock is a time that passes only by sleeping.
type clock struct {
	mu   sync.Mutex
	time time.Time
	// slept is the sum of all sleeps.
	slept time.Duration
}

func newClock() *clock {
	return &clock{time: time.Date(2026, 11, 22, 1, 2, 3, 0, time.UTC)}
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.time = c.time.Add(time.Microsecond)
	return c.time
}

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.time = c.time.Add(d)
	c.slept += d
	return nil
}

// bench is a runner on a faulty directory with a journal.
type bench struct {
	*task.Runner
	directory *faulty.Directory
	dir       string
	clock     *clock
}

func newBench(t *testing.T) *bench {
	t.Helper()
	c, d, dir := newClock(), faulty.New(), t.TempDir()+"/tasks"
	r := &task.Runner{
		Directory: d, Journal: task.OpenJournal(dir, c.now),
		Profile: "local", Actor: "admin@contoso.onmicrosoft.com", Reason: "test",
		Now: c.now, Sleep: c.sleep,
	}
	return &bench{Runner: r, directory: d, dir: dir, clock: c}
}

func upn(i int) string { return fmt.Sprintf("u%04d@contoso.com", i) }

// creates makes operations that create n users, from rows 2 on.
func creates(n int) []*directory.Operation {
	var ops []*directory.Operation
	for i := range n {
		ops = append(ops, &directory.Operation{
			Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: "users"}, Target: upn(i), Row: i + 2,
			Body: odata.NewObject("userPrincipalName", upn(i), "displayName", fmt.Sprint("User ", i)),
		})
	}
	return ops
}

// people gives the UPNs in a directory, sorted.
func people(d *faulty.Directory) []string {
	var all []string
	for _, o := range d.Objects("users") {
		all = append(all, o.String("userPrincipalName"))
	}
	slices.Sort(all)
	return all
}

func wantPeople(t *testing.T, d *faulty.Directory, n int) {
	t.Helper()
	got := people(d)
	if len(got) != n {
		t.Fatalf("the directory holds %d people, want %d", len(got), n)
	}
	for i, name := range got {
		if name != upn(i) {
			t.Fatalf("person %d is %s, want %s", i, name, upn(i))
		}
	}
	if twice := d.Twice(); len(twice) > 0 {
		t.Fatalf("done twice: %v", twice)
	}
}
