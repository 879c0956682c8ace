package cmdkit_test

import (
	"context"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// lagging finds no object any more once something was written.
type lagging struct {
	*faulty.Directory
	wrote bool
}

func (d *lagging) Apply(ctx context.Context, ops []*directory.Operation, sending func([]*directory.Operation) error) iter.Seq[directory.Outcome] {
	d.wrote = true
	return d.Directory.Apply(ctx, ops, sending)
}

func (d *lagging) Get(ctx context.Context, ref directory.Ref, q odata.Query) (*odata.Object, error) {
	if d.wrote {
		return nil, apierr.New(apierr.NotFound, ref.String(), "it does not exist")
	}
	return d.Directory.Get(ctx, ref, q)
}

// TestLagAfterAChange prints a changed object that cannot be read for now: the
// change is done, so the command has not failed.
func TestLagAfterAChange(t *testing.T) {
	t.Parallel()
	const upn = "lee@contoso.com"
	d := &lagging{Directory: faulty.New()}
	id := d.Add("users", "userPrincipalName", upn, "displayName", "Lee", "city", "Oslo")
	a, out := testApp(t, d)

	update := cmdkit.Update(a, noun.User())
	update.SetArgs([]string{upn, "--city", "Bergen"})
	if err := update.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{id, upn, `"city":"Bergen"`} {
		if got := strings.ReplaceAll(out(), `": `, `":`); !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

// TestLagAfterANewPassword shows a generated password although the user cannot
// be read.
func TestLagAfterANewPassword(t *testing.T) {
	t.Parallel()
	d := &lagging{Directory: faulty.New()}
	id := d.Add("users", "userPrincipalName", "lee@contoso.com")
	a, out := testApp(t, d)
	body := odata.NewObject("passwordProfile", odata.NewObject("password", "correct horse"))
	op := &directory.Operation{Name: "reset", Verb: directory.Update, Ref: directory.Ref{Set: "users", Key: id}, Target: "lee", Body: body}
	err := cmdkit.CreateAndPrint(t.Context(), cmdkit.Creation{
		App: a, Noun: noun.User(), Body: body, Secret: "correct horse",
		Spec: task.Spec{Type: "reset.password", Ops: []*directory.Operation{op}},
	})
	if got := out(); err != nil || !strings.Contains(got, "correct horse") || !strings.Contains(got, id) {
		t.Errorf("%v: %s", err, got)
	}
}

func testApp(t *testing.T, d directory.Directory) (*app.App, func() string) {
	t.Helper()
	streams, _, out, _ := iostreams.Test()
	return &app.App{
		IO: streams, Flags: &app.Flags{Output: "json"}, Now: time.Now,
		Env:       func(string) string { return "" },
		Profile:   func() (*profile.Profile, error) { return &profile.Profile{Name: "local"}, nil },
		Directory: func(context.Context) (directory.Directory, error) { return d, nil },
		Journal:   func() (*task.Journal, error) { return task.OpenJournal(t.TempDir(), time.Now), nil },
		Actor:     func(context.Context) (string, error) { return "admin", nil },
	}, out.String
}
