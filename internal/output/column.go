package output

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Column is one column of a table, csv or tsv.
type Column struct {
	// Name is the property, and what --select calls it. A path names a
	// member of a member: "passwordProfile/password".
	Name string
	// Value gives the text of a cell. nil means the member of that name:
	// null is empty, lists are joined by ";", objects are JSON.
	Value func(*odata.Object) string
	// Wide columns are left out of -o table.
	Wide bool
	// Key columns are never cut and never left out, however narrow the
	// terminal is.
	Key bool
	// Picked columns are never left out, but cut.
	Picked bool
}

// Select gives the columns of these names, in their order: those of cols
// where the name is known (in any case), otherwise the member of that name.
func Select(cols []Column, names []string) []Column {
	picked := make([]Column, 0, len(names))
	for _, name := range names {
		c := Column{Name: name}
		for _, known := range cols {
			if strings.EqualFold(known.Name, name) {
				c = known
				break
			}
		}
		c.Wide, c.Picked = false, true
		picked = append(picked, c)
	}
	return picked
}

// text is the column's cell for an object.
func (c Column) text(o *odata.Object) string {
	if c.Value != nil {
		return c.Value(o)
	}
	return cellText(member(o, c.Name))
}

// cells are the texts of all columns.
func cells(cols []Column, o *odata.Object) []string {
	row := make([]string, len(cols))
	for i, c := range cols {
		row[i] = c.text(o)
	}
	return row
}

// names are the columns' names.
func names(cols []Column) []string {
	all := make([]string, len(cols))
	for i, c := range cols {
		all[i] = c.Name
	}
	return all
}

// narrow leaves the Wide columns out.
func narrow(cols []Column) []Column {
	kept := make([]Column, 0, len(cols))
	for _, c := range cols {
		if !c.Wide {
			kept = append(kept, c)
		}
	}
	return kept
}
