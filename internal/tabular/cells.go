package tabular

import (
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// cells checks one row's cells and gathers their faults.
type cells struct {
	*parser
	fields []string
	bad    []Bad
}

// width gives the rule that a row of too many or too few cells breaks.
func (p *parser) width(fields []string) string {
	if n := len(p.columns); len(fields) != n {
		return fmt.Sprintf("has %s, but the heading line has %d", count(len(fields), "cell"), n)
	}
	for i, c := range p.columns {
		if c.heading == "" && strings.TrimSpace(fields[i]) != "" {
			return fmt.Sprintf("has a value in column %d, which has no heading", i+1)
		}
	}
	return ""
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// text gives the cell of a property as text, "" if there is no such column.
func (c *cells) text(path string) string {
	for i, col := range c.columns {
		if col.path == path && col.policy == "" {
			return strings.TrimSpace(c.fields[i])
		}
	}
	return ""
}

// fault notes that the cell of a property breaks a rule.
func (c *cells) fault(path, rule string) {
	for i, col := range c.columns {
		if col.path == path {
			c.faultAt(i, rule)
			return
		}
	}
	c.bad = append(c.bad, Bad{Column: path, Rule: rule})
}

func (c *cells) faultAt(i int, rule string) {
	b := Bad{Column: c.columns[i].heading, Value: strings.TrimSpace(c.fields[i]), Rule: rule}
	if c.columns[i].path == pathPassword && b.Value != "" {
		b.Value = mask
	}
	c.bad = append(c.bad, b)
}

func (c *cells) required() {
	for _, path := range required(c.kind) {
		if c.text(path) == "" {
			c.fault(path, "must be given")
		}
	}
}

// unique notes a key that an earlier row has, good or bad, in any case.
func (c *cells) unique(row *Row) {
	key := odata.Fold(row.Group) + "\x00" + odata.Fold(row.Member)
	if c.kind != Members {
		key = odata.Fold(row.Key)
	}
	if row.Key == "" || c.kind == Members && (row.Group == "" || row.Member == "") {
		return
	}
	first, ok := c.seen[key]
	if !ok {
		c.seen[key] = row.Line
		return
	}
	path := required(c.kind)[1]
	rule := fmt.Sprintf("is the %s of line %d already, and that row stands", path, first)
	if c.kind == Members {
		rule = fmt.Sprintf("is in this group already by line %d, and that row stands", first)
	}
	c.fault(path, rule)
}

// added is the number of members that a new object gets besides those of its
// row: accountEnabled, mailNickname, passwordProfile.
const added = 3

// object gives the row in canonical JSON.
func (c *cells) object() *odata.Object {
	o := new(odata.Object)
	o.Grow(len(c.columns) + added)
	var policies []string
	for i, col := range c.columns {
		if col.path == "" || strings.TrimSpace(c.fields[i]) == "" {
			continue
		}
		value, rule := col.value(c.fields[i])
		switch {
		case rule != "":
			c.faultAt(i, rule)
		case value == nil:
		case col.policy != "":
			policies = appendPolicy(policies, col.policy, value)
		case col.path == pathType:
			// The properties that make the type are set once all are known.
		default:
			c.put(o, i, value)
		}
	}
	if policies != nil {
		o.Set(pathPolicies, joinPolicies(policies))
	}
	if c.kind == Groups {
		c.groupType(o)
	} else {
		c.signIn(o)
	}
	return o
}

// put sets a property if its value keeps the model's rules. The members of a
// structure are gathered one by one.
func (c *cells) put(o *odata.Object, i int, value any) {
	path := c.columns[i].path
	outer, inner, nested := strings.Cut(path, "/")
	if !nested {
		c.set(o, path, i, value)
		return
	}
	sub := o.Object(outer)
	if sub == nil {
		sub = new(odata.Object)
	}
	if c.set(sub, inner, i, value) {
		o.Set(outer, sub)
	}
}

// set sets a member to the value of a column, or notes its fault.
func (c *cells) set(o *odata.Object, name string, i int, value any) bool {
	path := c.columns[i].path
	rule := mailRule(path, value)
	o.Set(name, value)
	raw, _ := o.Raw(name)
	if err := c.slots[i].Check(raw); err != nil {
		rule = ruleOf(err)
	}
	if rule != "" {
		o.Delete(name)
		c.faultAt(i, rule)
	}
	return rule == ""
}

func appendPolicy(policies []string, policy string, value any) []string {
	if policies == nil {
		policies = []string{}
	}
	if value == true {
		policies = append(policies, policy)
	}
	return policies
}

// joinPolicies writes passwordPolicies as Graph does.
func joinPolicies(policies []string) string {
	if len(policies) == 0 {
		return "None"
	}
	return strings.Join(policies, ", ")
}
