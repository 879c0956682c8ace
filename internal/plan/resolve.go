package plan

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// refusal is why a name stands for nothing that can be used.
type refusal struct{ code, message string }

// resolved is the object that a name stands for, or the reason why none.
type resolved struct {
	id     string
	reason *refusal
}

// names resolves the names of groups and members.
type names struct {
	directory directory.Directory
	users     current.Found // by userPrincipalName
	userIDs   current.Found
	nicknames current.Found // groups by mailNickname
	titles    current.Found // groups by displayName
	groupIDs  current.Found
	near      map[string]string // folded unknown name to what is near it
}

// resolve reads every object that is named.
func resolve(ctx context.Context, d directory.Directory, wants []MemberWant) (*names, error) {
	n := &names{directory: d, near: map[string]string{}}
	var groups, users, guids []string
	for _, w := range wants {
		switch {
		case odata.IsGUID(w.Member):
			guids = append(guids, w.Member)
		case strings.Contains(w.Member, "@"):
			users = append(users, w.Member)
		default:
			groups = append(groups, w.Member)
		}
		groups = append(groups, w.Group)
	}
	work, inner := errgroup.WithContext(ctx)
	find := func(into *current.Found, set, property string, values []string) {
		work.Go(func() (err error) {
			*into, err = current.Find(inner, d, current.Keys{Set: set, Property: property, Values: values})
			return err
		})
	}
	find(&n.users, "users", "userPrincipalName", users)
	find(&n.userIDs, "users", "id", guids)
	find(&n.nicknames, "groups", "mailNickname", groups)
	find(&n.groupIDs, "groups", "id", append(guids, onlyGUIDs(groups)...))
	if err := work.Wait(); err != nil {
		return nil, err
	}
	var err error
	n.titles, err = current.Find(ctx, d, current.Keys{Set: "groups", Property: "displayName", Values: n.notNicknames(groups)})
	if err == nil {
		err = n.findNear(ctx, wants)
	}
	return n, err
}

// notNicknames gives the names that are no group's mailNickname.
func (n *names) notNicknames(groups []string) []string {
	var rest []string
	for _, name := range groups {
		if len(n.nicknames.Get(name)) == 0 && !odata.IsGUID(name) {
			rest = append(rest, name)
		}
	}
	return rest
}

func (n *names) group(name string) resolved {
	for _, found := range []current.Found{n.groupIDs, n.nicknames, n.titles} {
		if there := found.Get(name); len(there) > 0 {
			return one("group", name, there)
		}
	}
	return n.none("group", name)
}

func (n *names) member(name string) resolved {
	if strings.Contains(name, "@") {
		if there := n.users.Get(name); len(there) > 0 {
			return one("user", name, there)
		}
		return n.none("user", name)
	}
	if there := n.userIDs.Get(name); len(there) > 0 {
		return one("user", name, there)
	}
	return n.group(name)
}

func one(noun, name string, there []*odata.Object) resolved {
	if len(there) == 1 {
		return resolved{id: there[0].ID()}
	}
	return resolved{reason: &refusal{"Ambiguous",
		fmt.Sprintf("%d %ss are named %q; name one by its id: %s", len(there), noun, name, ids(there))}}
}

func (n *names) none(noun, name string) resolved {
	message := fmt.Sprintf("there is no %s %q", noun, name)
	if near := n.near[odata.Fold(name)]; near != "" {
		message += fmt.Sprintf("; did you mean %q?", near)
	}
	return resolved{reason: &refusal{"NotFound", message}}
}

func onlyGUIDs(names []string) []string {
	var guids []string
	for _, name := range names {
		if odata.IsGUID(name) {
			guids = append(guids, name)
		}
	}
	return guids
}
