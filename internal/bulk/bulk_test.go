package bulk_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/tenantctl/tenantctl/internal/bulk"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/plan"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestNewUser(t *testing.T) {
	t.Parallel()
	given := func(string) string { return "GIVEN" }
	for _, tt := range []struct{ row, want string }{
		{`{"displayName":"A"}`,
			`{"displayName":"A","accountEnabled":true,"mailNickname":"a.b","passwordProfile":{"forceChangePasswordNextSignIn":true,"password":"GIVEN"}}`},
		{`{"accountEnabled":false,"mailNickname":"x","passwordProfile":{"password":"own"}}`,
			`{"accountEnabled":false,"mailNickname":"x","passwordProfile":{"password":"own","forceChangePasswordNextSignIn":true}}`},
		{`{"accountEnabled":true,"mailNickname":"x","passwordProfile":{"forceChangePasswordNextSignIn":false}}`,
			`{"accountEnabled":true,"mailNickname":"x","passwordProfile":{"forceChangePasswordNextSignIn":false,"password":"GIVEN"}}`},
	} {
		row, err := odata.ParseObject([]byte(tt.row))
		if err != nil {
			t.Fatal(err)
		}
		got := bulk.NewUser(plan.Want{Key: "a.b@contoso.com", Object: row}, given)
		if s := string(got.AppendJSON(nil)); s != tt.want {
			t.Errorf("%s gives\n%s, want\n%s", tt.row, s, tt.want)
		}
	}
}

// TestGenerate gives a resumed create the password that was listed.
func TestGenerate(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "passwords.csv")
	text := bulk.FormatPasswords([][2]string{{"o'brien@contoso.com", `se"cr,et`}})
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	op := &directory.Operation{
		Verb: directory.Create, Target: "O'Brien@contoso.com",
		Body: odata.NewObject("displayName", "O'Brien"),
	}
	if err := bulk.Generate(&task.Source{Passwords: file}, op, []string{"passwordProfile"}); err != nil {
		t.Fatal(err)
	}
	if got := op.Body.Object("passwordProfile").String("password"); got != `se"cr,et` {
		t.Errorf("the password is %q", got)
	}
	if err := bulk.Generate(nil, op, []string{"passwordProfile"}); err == nil {
		t.Error("a password was made for what is no import")
	}
	other := &directory.Operation{Verb: directory.Update, Body: odata.NewObject()}
	if err := bulk.Generate(&task.Source{}, other, []string{"passwordProfile"}); err == nil {
		t.Error("a password was made for an update")
	}
}
