package permission_test

import (
	"bufio"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/permission"
)

// TestMicrosoftsList holds the table against Microsoft's list of permissions
// for each path. What we leave out of a row on purpose is named in narrower.
func TestMicrosoftsList(t *testing.T) {
	t.Parallel()
	list := microsoftsList(t)
	compared := 0
	for _, rule := range permission.Rules() {
		cells, ok := list[rule.Method+" "+listed(rule.Template)]
		if !ok {
			continue
		}
		compared++
		checkWider(t, rule, cells)
		for i, kind := range []string{"application", "delegated"} {
			for _, held := range cells[i] {
				if !permits(rule, i == 1, held) && !narrower(rule, held) {
					t.Errorf("%s %s: Microsoft's list has %s %s, our table does not", rule.Method, rule.Template, kind, strings.Join(held, "+"))
				}
			}
		}
	}
	if compared < 150 {
		t.Errorf("only %d rows were compared", compared)
	}
}

// checkWider reports what the table permits and the list does not.
func checkWider(t *testing.T, rule permission.Rule, cells [2][][]string) {
	t.Helper()
	for i, own := range [][]string{rule.Application, rule.Delegated} {
		for _, alternative := range own {
			held := strings.Split(alternative, "+")
			enough := func(set []string) bool {
				return !slices.ContainsFunc(set, func(p string) bool { return !slices.Contains(held, p) })
			}
			if !slices.ContainsFunc(cells[i], enough) && !wider(rule) {
				t.Errorf("%s %s: our table has %s, Microsoft's list does not", rule.Method, rule.Template, alternative)
			}
		}
	}
}

// wider says that a row has more than the list on purpose.
func wider(rule permission.Rule) bool {
	return rule.Template == "/organization/{id}" // as the collection
}

// permits says that a token with no more than these permissions passes, as
// far as permissions decide.
func permits(rule permission.Rule, user bool, held []string) bool {
	token := permission.Token{User: user, Roles: held}
	if user {
		token = permission.Token{User: true, Scopes: held, DirectoryRoles: []string{permission.GlobalAdministrator}}
	}
	return rule.Allows(token).Verdict != permission.Denied
}

// narrower says that the table leaves a permission out although the list has
// it: products that are not here, and reading permissions that the list names
// for a change where the reference asks for both of two.
func narrower(rule permission.Rule, held []string) bool {
	name := strings.Join(held, "+")
	foreign := regexp.MustCompile(`Agent|^Device|Group-|ManageProtection|XTenant|CrossCloud|AccessAsUser`)
	reading := regexp.MustCompile(`^[A-Za-z-]+\.Read(Basic)?\.[A-Za-z]+$`)
	switch {
	case foreign.MatchString(name):
		return true
	case rule.Method != "GET" && reading.MatchString(name):
		return true
	case name == "User.Read" || name == "User.ReadWrite": // of itself: /me
		return strings.HasPrefix(rule.Template, "/users/{id}") || strings.HasPrefix(rule.Template, "/directoryObjects/{id}")
	case strings.HasSuffix(rule.Template, "/passwordProfile"), rule.Method+" "+rule.Template == "PATCH /users/{id}":
		return true // by property
	case strings.HasPrefix(rule.Template, "/identity/conditionalAccess/"):
		return name == "Policy.ReadWrite.ConditionalAccess" // and Policy.Read.All
	case strings.Contains(rule.Template, "appRoleAssign"):
		return name == "Application.ReadWrite.All" || name == "Directory.ReadWrite.All" // would let an application promote itself
	case strings.HasPrefix(rule.Template, "/roleManagement/directory/roleDefinitions"):
		return name == "Directory.ReadWrite.All" // likewise
	case strings.HasSuffix(rule.Template, "dministrativeUnits/{id}/members"), strings.HasSuffix(rule.Template, "dministrativeUnits/{id}/members/$ref"):
		return true // the list mixes adding a member and creating one
	case strings.HasSuffix(rule.Template, "/appliesTo"):
		return true // both, by the reference
	case strings.HasPrefix(rule.Template, "/me/"):
		return true // the same as of /users/{id}, to which it falls back
	}
	return false
}

// listed is a template as the list has it.
func listed(template string) string {
	return strings.ToLower(strings.TrimSuffix(template, "/$ref"))
}

// microsoftsList reads method and path to the permissions that do for
// applications and for users, each one or several together.
func microsoftsList(t *testing.T) map[string][2][][]string {
	t.Helper()
	f, err := os.Open("../../../shared/facts/permissions.tsv")
	if err != nil {
		t.Skip("facts/permissions.tsv is missing: ", err)
	}
	defer f.Close()
	key := regexp.MustCompile(`\{[^}]*\}`)
	list := map[string][2][][]string{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) == 6 {
			path := strings.ToLower(key.ReplaceAllString(cells[1], "{id}"))
			list[cells[0]+" "+path] = [2][][]string{sets(cells[4]), sets(cells[5])}
		}
	}
	return list
}

// sets splits "A,B+C,D+(E|F)" into sets that are enough; of (E|F) the first.
func sets(cell string) [][]string {
	var list [][]string
	for a := range strings.SplitSeq(cell, ",") {
		var set []string
		for part := range strings.SplitSeq(a, "+") {
			part, _, _ = strings.Cut(strings.Trim(part, "()"), "|")
			set = append(set, part)
		}
		if a != "" && !slices.Contains(set, "") {
			list = append(list, set)
		}
	}
	return list
}
