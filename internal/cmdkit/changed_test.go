package cmdkit_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// changing is a directory whose rounds of changes end in an error, or well.
type changing struct {
	*faulty.Directory
	fails error
	since []string // where rounds began
	next  string
}

func (d *changing) Supports(directory.Capability) bool { return true }

func (d *changing) Track(_ context.Context, _ directory.Ref, since string, _ odata.Query) directory.Round {
	d.since = append(d.since, since)
	return d
}

func (d *changing) Changes() iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		if yield(odata.NewObject("id", "1", "displayName", "Payroll"), nil) && d.fails != nil {
			yield(nil, d.fails)
		}
	}
}

func (d *changing) Link() string { return d.next }

// broken is a pipe that nobody reads.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// listChanged runs app list with flags and gives its error.
func listChanged(t *testing.T, d directory.Directory, out io.Writer, flags ...string) error {
	t.Helper()
	streams, _, _, _ := iostreams.Test()
	if out != nil {
		streams.Out = out
	}
	a := &app.App{
		IO: streams, Flags: &app.Flags{Output: "jsonl"}, Now: time.Now,
		Env:       func(string) string { return "" },
		Profile:   func() (*profile.Profile, error) { return &profile.Profile{Name: "local"}, nil },
		Directory: func(context.Context) (directory.Directory, error) { return d, nil },
	}
	cmd := cmdkit.List(a, noun.App())
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetArgs(flags)
	return cmd.ExecuteContext(t.Context())
}

// TestChangedMovesOnWhenAllIsPrinted leaves the file as it is when the round
// breaks off, or what was read could not be printed: the next list then has
// the same changes again.
func TestChangedMovesOnWhenAllIsPrinted(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "apps.json")
	d := &changing{Directory: faulty.New(), next: "first", fails: apierr.New(apierr.Unavailable, "", "gone away")}
	if err := listChanged(t, d, nil, "--changed", file); !errors.Is(err, apierr.Unavailable) {
		t.Errorf("a broken round: %v", err)
	}
	d.fails = nil
	if err := listChanged(t, d, broken{}, "--changed", file); err == nil {
		t.Error("what could not be printed is no error")
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file was written: %v", err)
	}
	for _, next := range []string{"first", "second"} {
		d.next = next
		if err := listChanged(t, d, nil, "--changed", file); err != nil {
			t.Fatal(err)
		}
		if got := linkIn(t, file); got != next {
			t.Errorf("the file keeps %q, want %q", got, next)
		}
	}
	d.fails, d.next = apierr.New(apierr.Unavailable, "", "gone away"), "third"
	if err := listChanged(t, d, nil, "--changed", file); err == nil || linkIn(t, file) != "second" {
		t.Errorf("a broken round moved the file on to %q: %v", linkIn(t, file), err)
	}
	d.fails, d.next = nil, ""
	if err := listChanged(t, d, nil, "--changed", file); !errors.Is(err, apierr.Unavailable) || linkIn(t, file) != "second" {
		t.Errorf("a round that does not say where the next begins moved the file on to %q: %v", linkIn(t, file), err)
	}
	if got := d.since[len(d.since)-1]; got != "second" {
		t.Errorf("the last round began at %q", got)
	}
}

func linkIn(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var kept struct{ Link string }
	if err := json.Unmarshal(data, &kept); err != nil {
		t.Fatal(err)
	}
	return kept.Link
}

// TestChangedUnsupported names what the directory lacks.
func TestChangedUnsupported(t *testing.T) {
	t.Parallel()
	err := listChanged(t, faulty.New(), nil, "--changed", filepath.Join(t.TempDir(), "apps.json"))
	if !errors.Is(err, apierr.Unsupported) {
		t.Errorf("%v", err)
	}
}
