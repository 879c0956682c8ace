package objectcmd

import (
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// lines are the ids of arguments, file and standard input, each once. What is
// no id is refused with its line.
func (o *getOptions) lines() ([]cmdkit.Line, error) {
	args := o.args
	if len(args) == 0 && o.file == "" {
		args = []string{"-"}
	}
	all, err := cmdkit.ArgLines(o.app, args)
	if err != nil {
		return nil, err
	}
	more, err := cmdkit.ReadLines(o.app, o.file)
	if err != nil {
		return nil, err
	}
	return checked(append(all, more...))
}

// checked gives each id once.
func checked(all []cmdkit.Line) ([]cmdkit.Line, error) {
	var list []cmdkit.Line
	var bad []apierr.Detail
	seen := make(map[string]bool, len(all))
	for _, l := range all {
		key := odata.Fold(l.Text)
		switch {
		case !odata.IsGUID(l.Text):
			bad = append(bad, apierr.Detail{Code: "BadUsage", Target: l.String(), Message: "is no id"})
		case !seen[key]:
			seen[key] = true
			list = append(list, l)
		}
	}
	switch {
	case len(bad) == 1:
		return nil, apierr.New(apierr.Invalid, bad[0].Target, "this is no id (a GUID)").WithHint(idHint)
	case len(bad) > 1:
		e := apierr.New(apierr.Invalid, "", fmt.Sprintf("%d of %d ids are none (GUIDs)", len(bad), len(all))).WithHint(idHint)
		e.Details = bad
		return nil, e
	case len(list) == 0:
		return nil, cmdkit.Usagef("no id is named").WithHint("write one id a line")
	}
	return list, nil
}

const idHint = "nothing was asked; `user get`, `group get`, `app get` and `sp get` take names"

// missed is the error for the ids that no object has, nil if there are none.
func (o *getOptions) missed(asked int) error {
	if len(o.missing) == 0 {
		return nil
	}
	what := "no object has this id"
	if len(o.types) > 0 {
		what = "no object of type " + strings.Join(o.types, " or ") + " has this id"
	}
	if len(o.missing) == 1 {
		return cmdkit.NotFound(o.missing[0].String(), what)
	}
	e := cmdkit.NotFound("", fmt.Sprintf("%d of %d objects are not there", len(o.missing), asked))
	for _, l := range o.missing {
		e.Details = append(e.Details, apierr.Detail{Code: "NotFound", Target: l.String(), Message: what})
	}
	return e
}
