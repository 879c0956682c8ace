package appcmd

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
)

// TestAppWithoutItsServicePrincipal prints the application although the
// second operation of the task failed, and says so.
func TestAppWithoutItsServicePrincipal(t *testing.T) {
	t.Parallel()
	d := faulty.New()
	d.Fault = func(_ int, op *directory.Operation) faulty.Fault {
		if op.After > 0 {
			return faulty.Denied
		}
		return faulty.None
	}
	streams, _, out, _ := iostreams.Test()
	a := &app.App{
		IO: streams, Flags: &app.Flags{Output: "json"}, Now: time.Now,
		Env:       func(string) string { return "" },
		Profile:   func() (*profile.Profile, error) { return &profile.Profile{Name: "local"}, nil },
		Directory: func(context.Context) (directory.Directory, error) { return d, nil },
		Journal:   func() (*task.Journal, error) { return task.OpenJournal(t.TempDir(), time.Now), nil },
		Actor:     func(context.Context) (string, error) { return "admin", nil },
	}
	create := newCreate(a, runCreate)
	create.SilenceErrors, create.SilenceUsage = true, true
	create.SetArgs([]string{"Payroll", "--service-principal"})
	err := create.ExecuteContext(t.Context())
	var partial *task.PartialError
	if !errors.As(err, &partial) || partial.Task.Counts.Created != 1 || partial.Task.Counts.Failed != 1 {
		t.Errorf("%v", err)
	}
	if !strings.Contains(out.String(), `"displayName": "Payroll"`) {
		t.Errorf("printed is %s", out)
	}
}
