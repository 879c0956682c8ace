package licensecmd

import (
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// invalid is the error for what the directory would refuse with 400, found
// before anything is sent: the exit code is that of the refusal.
func invalid(target, message string) *apierr.Error {
	return apierr.New(apierr.Invalid, target, message)
}

// checkLocations finds users who are to get a licence and are nowhere.
func (o *assignOptions) checkLocations(orders []order) error {
	var lost []string
	for _, x := range orders {
		if len(x.add) > 0 && x.person.user.String("usageLocation") == "" {
			lost = append(lost, x.person.name)
		}
	}
	if len(lost) == 0 || o.location != "" {
		return nil
	}
	e := invalid("user "+lost[0], "has no usage location, and a licence needs one")
	if len(lost) > 1 {
		e = invalid("", fmt.Sprintf("%d users have no usage location, and a licence needs one: %s", len(lost), few(lost)))
	}
	return e.WithHint("add --usage-location US, or the country where they are; nothing was sent")
}

// checkUnits finds products of which there are too few free units. Who has
// the product already, from a group even, needs none.
func (o *assignOptions) checkUnits(orders []order) error {
	for _, p := range o.products {
		needed := 0
		for _, x := range orders {
			if x.adds(p.id) && !x.person.holds(p.id) {
				needed++
			}
		}
		if needed > p.free {
			return invalid("product "+p.name, fmt.Sprintf("%s needed, but only %d of %d are free",
				are(needed, "unit"), p.free, p.bought)).
				WithHint("free some with `tenantctl license remove`, or buy more; nothing was sent")
		}
	}
	return nil
}

// are counts a noun as the subject of a sentence.
func are(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return cmdkit.Counted(n, noun) + " are"
}

// few joins the first names of a list.
func few(names []string) string {
	const most = 5
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", ..."
	}
	return strings.Join(names, ", ")
}

// names are the part numbers, for messages.
func (all products) names() string {
	var list []string
	for _, p := range all {
		list = append(list, p.name)
	}
	return strings.Join(list, ", ")
}
