package membershipcmd

import (
	"fmt"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// tooMany is the code of a directory that has more groups to tell of than it
// gives at once.
const tooMany = "Directory_ResultSizeLimitExceeded"

// explain adds to an error what can be done instead.
func (o *listOptions) explain(err error, who cmdkit.Match, dir directory.Directory) error {
	e := apierr.As(err)
	if e == nil {
		return err
	}
	named := *e
	switch {
	case e.HasCode(tooMany):
		named.Message = fmt.Sprintf("it is a member of more groups than the directory gives at once (%s)", tooMany)
		named.Hint = o.instead(who, dir)
	case o.security && e.Kind == apierr.Invalid && who.Noun.Name != noun.User().Name:
		named.Hint = "leave out --security-enabled-only, which the directory takes for users: " + o.who.arg + " is a " + who.Noun.Name
	}
	return &named
}

// unnamed adds to an error of asking for names that there is an answer
// without.
func unnamed(err error) error {
	e := apierr.As(err)
	if e == nil || e.Kind != apierr.Forbidden {
		return err
	}
	named := *e
	named.Hint = "-o id lists them without their names" + after(e.Hint)
	return &named
}

// instead names the commands that answer without such a bound.
func (o *listOptions) instead(who cmdkit.Match, dir directory.Directory) string {
	hint := "`membership check` and `membership test` tell of single groups, however many there are"
	if who.Noun.Name != noun.User().Name {
		return hint
	}
	list := "user member-of list " + o.who.arg
	if dir.Supports(directory.CanTransitive) {
		return hint + "; `" + list + " --transitive` lists all"
	}
	if !o.security {
		hint += "; --security-enabled-only leaves the other groups out"
	}
	return hint + "; `" + list + "` lists those that it is a member of directly"
}
