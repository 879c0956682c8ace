package cmdkit_test

import (
	"context"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// addPassword is an action with a secret in its answer.
func addPassword() *cmdkit.Action {
	return &cmdkit.Action{
		Noun: noun.App(), Verb: "addpassword", Path: "addPassword", Short: "Add a password",
		Params: []cmdkit.Field{
			{Property: "passwordCredential/displayName", Usage: "name"},
			{Property: "passwordCredential/endDateTime", Flag: "expires", Usage: "when"},
		},
		Required: []string{"passwordCredential/displayName"},
		Name:     "add", TaskType: "add_password.app", Done: "has a new password",
		Secret: "secretText", SecretWord: "password", Undoable: true,
		Answer: []output.Column{cmdkit.KeyColumn("keyId")},
	}
}

// removePassword is an action with a second argument.
func removePassword() *cmdkit.Action {
	return &cmdkit.Action{
		Noun: noun.App(), Verb: "removepassword", Path: "removePassword", Short: "Remove a password",
		Arg: "keyId", Name: "remove", TaskType: "remove_password.app", Done: "has lost a password",
		Destructive: true, Question: "Remove the password of",
	}
}

// TestActionSecret shows the secret of an answer once, or writes it to a file,
// and refuses before anything is sent where it would be lost.
func TestActionSecret(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "secret")
	for name, c := range map[string]struct {
		output string
		args   []string
		want   string // in the output, or in the error
		fails  bool
	}{
		"shown":            {"json", nil, `"secretText": "a secret text"`, false},
		"as csv":           {"csv", nil, "-o csv does not show the password", true},
		"to a file":        {"csv", []string{"--secret-file", file}, "KEY", false},
		"to an old file":   {"json", []string{"--secret-file", "."}, "exists already", true},
		"without its name": {"json", []string{"--display-name="}, "--display-name is needed", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.app.Flags.Output = c.output
			args := append([]string{"Payroll"}, c.args...)
			if name != "without its name" {
				args = append(args, "--display-name", "ci")
			}
			err := b.run(t, addPassword().Command(b.app), args...)
			if c.fails {
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("%v", err)
				}
				b.wantDone(t)
				return
			}
			if got := b.out(); err != nil || !strings.Contains(strings.ToUpper(got), strings.ToUpper(c.want)) || (c.args != nil && strings.Contains(got, "secret text")) {
				t.Errorf("%v:\n%s", err, got)
			}
			b.wantDone(t, "invoke applications/"+b.id+"/addPassword")
		})
	}
	t.Cleanup(func() {
		if got, err := os.ReadFile(file); err != nil || string(got) != "a secret text\n" {
			t.Errorf("the file holds %q, %v", got, err)
		}
	})
}

// TestActionArguments sends what flags and arguments give, to the object as it
// was named.
func TestActionArguments(t *testing.T) {
	t.Parallel()
	const key = "3f1c2a8e-5b0d-4a57-9d0a-7f7a5f0f6f10"
	b := newBench(t)
	if err := b.run(t, removePassword().Command(b.app), "Payroll", "ci"); apierr.KindOf(err) != apierr.Usage || !strings.Contains(err.Error(), "KEYID is a GUID") {
		t.Errorf("%v", err)
	}
	if err := b.run(t, addPassword().Command(b.app), "Payroll", "--display-name", "ci", "--expires", "soon"); apierr.KindOf(err) != apierr.Usage {
		t.Errorf("%v", err)
	}
	b.wantDone(t)
	// The app has no such password: what was sent is of interest alone.
	_ = b.run(t, removePassword().Command(b.app), "--app-id", b.appID, key)
	b.wantDone(t, "invoke applications/(appId='"+b.appID+"')/removePassword")
}

// answering is a directory whose functions answer.
type answering struct {
	*watched
	called directory.Ref
	args   *odata.Object
}

func (d *answering) Call(_ context.Context, ref directory.Ref, args *odata.Object) (*odata.Object, error) {
	d.called, d.args = ref, args
	return odata.NewObject("@odata.context", "x", "id", "u1"), nil
}

func (d *answering) List(ctx context.Context, ref directory.Ref, q odata.Query) iter.Seq2[*odata.Object, error] {
	return d.watched.List(ctx, ref, q)
}

// TestActionThatReads is no task.
func TestActionThatReads(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	d := &answering{watched: b.dir}
	b.app.Directory = func(context.Context) (directory.Directory, error) { return d, nil }
	x := &cmdkit.Action{
		Noun: noun.App(), Verb: "ask", Path: "getThem", Short: "Ask", Beta: true, Reads: true,
		Params: []cmdkit.Field{{Property: "id", Flag: "user", Usage: "whose"}},
		Answer: []output.Column{cmdkit.KeyColumn("id")},
	}
	if err := b.run(t, x.Command(b.app), "Payroll", "--user", "lee"); err != nil {
		t.Fatal(err)
	}
	b.wantDone(t)
	if got := d.called.String(); got != "applications/"+b.id+"/getThem" || d.args.String("id") != "lee" {
		t.Errorf("%s was asked with %v", got, d.args)
	}
	if got := b.out(); !strings.Contains(got, `"id": "u1"`) || strings.Contains(got, "odata.context") {
		t.Errorf("the answer is printed as %s", got)
	}
}
