package cmdkit_test

import (
	"context"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// watched is a directory that notes which objects it was asked for, and what
// was done to them.
type watched struct {
	*faulty.Directory
	asked, done []string
}

func (d *watched) Get(ctx context.Context, ref directory.Ref, q odata.Query) (*odata.Object, error) {
	d.asked = append(d.asked, ref.String())
	return d.Directory.Get(ctx, ref, q)
}

func (d *watched) List(ctx context.Context, ref directory.Ref, q odata.Query) iter.Seq2[*odata.Object, error] {
	d.asked = append(d.asked, ref.String())
	return d.Directory.List(ctx, ref, q)
}

func (d *watched) Apply(ctx context.Context, ops []*directory.Operation, sending func([]*directory.Operation) error) iter.Seq[directory.Outcome] {
	for _, op := range ops {
		what := string(op.Verb) + " " + op.Ref.String()
		if op.Other.Key != "" {
			what += " " + op.Other.String()
		}
		d.done = append(d.done, what)
	}
	return d.Directory.Apply(ctx, ops, sending)
}

// bench is a directory with one app, and the commands on it.
type bench struct {
	app   *app.App
	dir   *watched
	out   func() string
	id    string // of the app Payroll
	appID string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	d := &watched{Directory: faulty.New()}
	d.Add("applications", "displayName", "Payroll")
	payroll := d.Objects("applications")[0]
	a, out := testApp(t, d)
	a.Flags.Yes = true
	return &bench{app: a, dir: d, out: out, id: payroll.ID(), appID: payroll.String("appId")}
}

// run runs a command.
func (b *bench) run(t *testing.T, cmd *cobra.Command, args ...string) error {
	t.Helper()
	b.dir.asked, b.dir.done = nil, nil
	cmd.SetArgs(args)
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetOut(io.Discard)
	return cmd.ExecuteContext(t.Context())
}

// credentials is a contained noun whose names stand in paths.
func credentials() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "federated credential", Plural: "federated credentials", Type: "federatedIdentityCredential",
		Within: &cmdkit.Within{Owner: noun.App(), Path: "federatedIdentityCredentials"},
		Keys:   []string{"name"}, KeyInPath: true,
		Properties: []string{"id", "name", "issuer", "subject", "audiences", "description"},
		Columns:    []output.Column{cmdkit.KeyColumn("name")},
		Settable: []cmdkit.Field{
			{Property: "name", Usage: "name"},
			{Property: "issuer", Usage: "who issues"},
			{Property: "subject", Usage: "for whom"},
			{Property: "audiences", Flag: "audience", Usage: "for what"},
			{Property: "description", Usage: "what for"},
		},
	}
}

const fic = "federatedIdentityCredentials"

// TestWithin goes with every verb to what an app contains, by id and by appId.
func TestWithin(t *testing.T) {
	t.Parallel()
	b, n := newBench(t), credentials()
	create := func(args ...string) error { return b.run(t, cmdkit.Create(b.app, n), args...) }
	for _, name := range []string{"github", "gitlab"} {
		if err := create("Payroll", name, "--issuer", "https://"+name, "--subject", "main", "--audience", "api://x"); err != nil {
			t.Fatal(err)
		}
		b.wantDone(t, "create applications/"+b.id+"/"+fic)
	}
	byAppID := "applications/(appId='" + b.appID + "')"
	if err := b.run(t, cmdkit.Get(b.app, n), "--app-id", b.appID, "github"); err != nil || !slices.Contains(b.dir.asked, byAppID+"/"+fic+"/github") {
		t.Errorf("get asked for %v: %v", b.dir.asked, err)
	}
	if err := b.run(t, cmdkit.List(b.app, n), b.appID); err != nil || !slices.Contains(b.dir.asked, byAppID+"/"+fic) {
		t.Errorf("list asked for %v: %v", b.dir.asked, err)
	}
	if err := b.run(t, cmdkit.Update(b.app, n), b.appID, "github", "--description", "builds"); err != nil {
		t.Error(err)
	}
	b.wantDone(t, "update "+byAppID+"/"+fic+"/github")
	if err := b.run(t, cmdkit.Update(b.app, n), "Payroll", "github", "--description", "builds"); err != nil {
		t.Error(err)
	}
	b.wantDone(t)
	if err := b.run(t, cmdkit.Delete(b.app, n), "Payroll", "github", "gitlab"); err != nil {
		t.Error(err)
	}
	b.wantDone(t, "delete applications/"+b.id+"/"+fic+"/github", "delete applications/"+b.id+"/"+fic+"/gitlab")
}

func (b *bench) wantDone(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(b.dir.done, want) {
		t.Errorf("done was\n%s\nnot\n%s", strings.Join(b.dir.done, "\n"), strings.Join(want, "\n"))
	}
}

// TestNotWithin names what is missing: the owner, the object, an argument.
func TestNotWithin(t *testing.T) {
	t.Parallel()
	gone := "3f1c2a8e-5b0d-4a57-9d0a-7f7a5f0f6f10"
	file := filepath.Join(t.TempDir(), "credential.json")
	if err := os.WriteFile(file, []byte(`{"name":"github"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	type verb func(*app.App, *cmdkit.Noun, ...string) *cobra.Command
	for name, c := range map[string]struct {
		verb verb
		args []string
		kind apierr.Kind
		want string
	}{
		"no owner":        {cmdkit.Get, []string{"Pay", "github"}, apierr.NotFound, "app Pay: not found"},
		"no object":       {cmdkit.Get, []string{"Payroll", "github"}, apierr.NotFound, "federated credential github: not found"},
		"one argument":    {cmdkit.Get, []string{"Payroll"}, apierr.Usage, "needs APP and one FEDERATED-CREDENTIAL"},
		"to delete":       {cmdkit.Delete, []string{"Payroll", "github"}, apierr.NotFound, "federated credential github: not found"},
		"create nameless": {cmdkit.Create, []string{"Payroll"}, apierr.Usage, "NAME is needed"},
		"create without":  {cmdkit.Create, []string{"Payroll", "github"}, apierr.Usage, "--issuer is needed"},
		"a long name":     {cmdkit.Create, []string{"Payroll", strings.Repeat("a", 121)}, apierr.Usage, "120"},
		"two names":       {cmdkit.Create, []string{"Payroll", "gitlab", "-f", file}, apierr.Usage, `name is "github" in the file`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			err := b.run(t, c.verb(b.app, credentials()), c.args...)
			if err == nil || apierr.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v", err)
			}
			b.wantDone(t)
		})
	}
	// Who knows the id of what is not there wants it gone, which it is.
	b := newBench(t)
	if err := b.run(t, cmdkit.Delete(b.app, credentials()), "Payroll", gone); err != nil {
		t.Errorf("what is gone cannot be deleted twice: %v", err)
	}
	b.wantDone(t)
}

// TestCompletionWithin offers owners first, then names below the owner.
func TestCompletionWithin(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.app.CacheFile = func() string { return "" }
	b.app.Patience = 1 << 40
	if err := b.run(t, cmdkit.Create(b.app, credentials()), "Payroll", "github", "--issuer", "https://i.example", "--subject", "s", "--audience", "a"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args  []string
		typed string
		want  []string
	}{
		{nil, "Pay", []string{"Payroll"}},
		{[]string{"Payroll"}, "GIT", []string{"GIThub"}},
		{[]string{"Payroll"}, "x", nil},
		{[]string{"Nobody"}, "g", nil},
	} {
		cmd := cmdkit.Get(b.app, credentials())
		got, _ := cmd.ValidArgsFunction(cmd, c.args, c.typed)
		if !slices.Equal(got, c.want) {
			t.Errorf("after %v, %q is completed with %v, not %v", c.args, c.typed, got, c.want)
		}
	}
}
