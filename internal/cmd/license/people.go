package licensecmd

import (
	"context"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// person is a user whose licences are to be changed.
type person struct {
	name   string // as given
	line   int    // of the file, 0 if an argument
	user   *odata.Object
	direct []current.License
}

func (p *person) id() string { return p.user.ID() }

// holds tells whether the user has a product, whatever the reason.
func (p *person) holds(sku string) bool {
	var licenses []current.License
	_ = p.user.Decode("assignedLicenses", &licenses) // absent where there are none
	_, ok := current.FindLicense(licenses, sku)
	return ok
}

// groups are the ids of the groups that give the user a product.
func (p *person) groups(sku string) []string {
	raw, _ := p.user.Raw("licenseAssignmentStates")
	states, err := odata.ParseList(orEmpty(raw))
	if err != nil {
		return nil
	}
	var ids []string
	for _, s := range states {
		if g := s.String("assignedByGroup"); g != "" && strings.EqualFold(s.String("skuId"), sku) {
			ids = append(ids, g)
		}
	}
	return ids
}

// userProperties are what is asked of users. A directory that does not tell
// where a licence comes from is not asked that.
func userProperties(dir directory.Directory) []string {
	properties := []string{"id", "userPrincipalName", "usageLocation", "assignedLicenses"}
	if states := current.LicenseProperty(dir); !slices.Contains(properties, states) {
		properties = append(properties, states)
	}
	return properties
}

// readNames reads the names of users from a file, one a line.
func readNames(a *app.App, file string) ([]person, error) {
	lines, err := cmdkit.ReadLines(a, file)
	people := make([]person, len(lines))
	for i, l := range lines {
		people[i] = person{name: l.Text, line: l.Number}
	}
	return people, err
}

// findPeople reads the users of arguments and file, each once: many at a
// time, so that a long list takes few requests. A name that fits nobody is
// an error.
func findPeople(ctx context.Context, dir directory.Directory, people []person) ([]person, error) {
	var ids, names []string
	for _, p := range people {
		if odata.IsGUID(p.name) {
			ids = append(ids, p.name)
		} else {
			names = append(names, p.name)
		}
	}
	byID, err := current.Find(ctx, dir, current.Keys{Set: "users", Property: "id", Values: ids, Select: userProperties(dir)})
	if err != nil {
		return nil, err
	}
	byName, err := current.Find(ctx, dir, current.Keys{Set: "users", Property: "userPrincipalName", Values: names, Select: userProperties(dir)})
	if err != nil {
		return nil, err
	}
	var found []person
	seen := map[string]bool{}
	for _, p := range people {
		there := append(byID.Get(p.name), byName.Get(p.name)...)
		if len(there) == 0 { // the way of one name knows near ones, too
			o, err := cmdkit.Find(ctx, dir, noun.User(), p.name, userProperties(dir))
			if err != nil {
				return nil, err
			}
			there = append(there, o)
		}
		p.user = there[0]
		p.direct = current.DirectLicenses(p.user)
		if !seen[p.id()] {
			found = append(found, p)
		}
		seen[p.id()] = true
	}
	return found, nil
}
