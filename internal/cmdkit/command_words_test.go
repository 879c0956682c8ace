package cmdkit_test

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// TestUnknownVerb names the command that a word of the portal or of another
// program stands for, before one that is only spelled alike.
func TestUnknownVerb(t *testing.T) {
	t.Parallel()
	named := func(names ...string) (list []*cobra.Command) {
		for _, name := range names {
			list = append(list, &cobra.Command{Use: name, Run: func(*cobra.Command, []string) {}})
		}
		return list
	}
	app := cmdkit.Group("app", "", named("addpassword", "addkey", "create", "delete", "erase", "get", "key", "removekey", "removepassword", "restore")...)
	sp := cmdkit.Group("sp", "", named("get", "role-assignment", "remove")...)
	for _, tt := range []struct {
		group      *cobra.Command
		word, want string
	}{
		{app, "show", `"get"`},
		{app, "undelete", `"restore"`},
		{app, "remove", `"delete"`},
		{app, "Secret", `"addpassword" or "removepassword" or "key"`},
		{app, "permissions", `"tenantctl sp role-assignment"`},
		{sp, "permissions", `"role-assignment"`},
		{sp, "delete", `"remove"`},
		{app, "delet", `"delete"`},
		{sp, "frobnicate", "it has: get, remove, role-assignment"},
	} {
		err := apierr.As(cmdkit.UnknownVerb(tt.group, []string{tt.word}))
		if !strings.Contains(err.Hint, tt.want) {
			t.Errorf("%s %s: hint %q, want %s", tt.group.Name(), tt.word, err.Hint, tt.want)
		}
	}
}
