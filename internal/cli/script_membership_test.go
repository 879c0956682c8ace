package cli_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// cmdContact is "contact VAR DISPLAYNAME [MAIL]": the directory has one
// contact more, as from a directory on premises, and VAR is its id.
func cmdContact(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: contact VAR DISPLAYNAME [MAIL]")
	}
	contact := odata.NewObject("displayName", args[1])
	if len(args) > 2 {
		contact.Set("mail", args[2])
	}
	s, err := embedded.Open(context.Background(), embedded.Options{Path: directoryFile(ts)})
	ts.Check(err)
	defer s.Close()
	id, err := s.AddContact(context.Background(), contact, "")
	ts.Check(err)
	ts.Setenv(args[0], id)
}

// mostMemberships is how many groups a directory tells of at once (issue 4):
// Azure AD Graph, and Microsoft Graph.
func mostMemberships(ts *testscript.TestScript) int {
	if ts.Getenv("TENANTCTL_PROTOCOL") == "aadgraph" {
		return 2046
	}
	return 11_000
}

// cmdManyGroups is "manygroups UPN": the user becomes a member of as many
// security groups as the directory tells of at once, a number that is $MOST.
// They are written into the directory's file, since so many requests would
// take long.
func cmdManyGroups(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: manygroups UPN")
	}
	s, err := store.Open(context.Background(), directoryFile(ts), store.Options{Image: seed.Image})
	ts.Check(err)
	defer s.Close()
	most := mostMemberships(ts)
	ts.Check(s.Write(context.Background(), func(tx *store.Tx) error {
		user, err := tx.Lookup("user", "userPrincipalName", args[0])
		for i := 0; err == nil && i < most; i++ {
			err = insertGroup(tx, i, user.ID)
		}
		return err
	}))
	ts.Setenv("MOST", strconv.Itoa(most))
}

func insertGroup(tx *store.Tx, n int, member string) error {
	id := fmt.Sprintf("%08x-0000-4000-8000-0123456789ab", n)
	alias := fmt.Sprintf("many-%05d", n)
	err := tx.Insert(&store.Record{ID: id, Type: "group", Props: odata.NewObject(
		"id", id, "displayName", alias, "mailNickname", alias, "groupTypes", []string{},
		"mailEnabled", false, "securityEnabled", true, "createdDateTime", "2026-11-22T00:00:00Z")})
	if err != nil {
		return err
	}
	_, err = tx.Link("members", id, member)
	return err
}

func directoryFile(ts *testscript.TestScript) string {
	return filepath.Join(ts.Getenv("TENANTCTL_HOME"), "directory.db")
}
