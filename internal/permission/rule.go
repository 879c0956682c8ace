package permission

import (
	"slices"
	"strings"
	"sync"
)

// ownedBy ends the names of permissions for what the application owns.
const ownedBy = ".OwnedBy"

// Rule says who may make one kind of request.
type Rule struct {
	// Method and Template are those of the table: "PATCH", "/users/{id}".
	Method, Template string
	// Application and Delegated are the permissions for the two kinds of
	// token, any of which will do, the least first; "A+B" means both. Neither
	// lists what covers another (Directory.ReadWrite.All for
	// Directory.Read.All). An empty list: not for this kind of token. They are
	// only to be read.
	Application, Delegated []string
	// OwnedBy says that an application needs no more than a permission for
	// what it owns.
	OwnedBy bool
	area    area
}

// Required gives the rule for a request. The template is the path below the
// version in canonical names, with keys as {id}: "/applications/{id}/owners/$ref".
// Reading one object of a relation is reading the relation; actions that every
// directory object has are those of directoryObjects. ok is false if the table
// has no such row.
func Required(method, template string) (rule Rule, ok bool) {
	if rule, ok = find(method, template); ok {
		return rule, ok
	}
	if method == "POST" {
		return common(template)
	}
	relation, ok := strings.CutSuffix(template, "/{id}")
	if method != "GET" || !ok {
		return Rule{}, false
	}
	return find(method, relation)
}

// common finds the rule for an action of any directory object or of any set.
func common(template string) (Rule, bool) {
	i := strings.LastIndexByte(template, '/')
	action := template[i+1:]
	if !slices.Contains([]string{"getByIds", "checkMemberGroups", "checkMemberObjects", "getMemberGroups", "getMemberObjects",
		"validateProperties", "getAvailableExtensionProperties"}, action) {
		return Rule{}, false
	}
	if strings.HasSuffix(template[:i], "/{id}") {
		action = "{id}/" + action
	}
	return find("POST", "/directoryObjects/"+action)
}

// Rules gives the whole table, in its order.
func Rules() []Rule {
	var list []Rule
	for _, s := range table() {
		for _, r := range s.rows {
			for method := range strings.FieldsSeq(r.methods) {
				list = append(list, r.rule(method, s.area))
			}
		}
	}
	return list
}

func find(method, template string) (Rule, bool) {
	r, ok := index()[method+" "+template]
	return r, ok
}

// index is the table by method and template. It is made when it is first
// asked: most runs of the program never do.
var index = sync.OnceValue(func() map[string]Rule {
	m := map[string]Rule{}
	for _, r := range Rules() {
		m[r.Method+" "+r.Template] = r
	}
	return m
})

func (r row) rule(method string, a area) Rule {
	rule := Rule{Method: method, Template: r.template, Application: alternatives(r.application), Delegated: r.forUsers(), area: a}
	rule.OwnedBy = slices.ContainsFunc(rule.Application, func(s string) bool { return strings.Contains(s, ownedBy) })
	return rule
}

// reads says that the request changes nothing: a GET, or an action that only
// answers a question.
func (r Rule) reads() bool {
	if r.Method == "GET" {
		return true
	}
	name := r.Template[strings.LastIndexByte(r.Template, '/')+1:]
	return r.Method == "POST" && slices.ContainsFunc([]string{"getBy", "getMember", "checkMember", "getUserOwned", "getAvailable", "validateProperties"},
		func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

// creates says that the request makes a new object at the root.
func (r Rule) creates() bool {
	return r.Method == "POST" && !strings.Contains(strings.TrimPrefix(r.Template, "/applicationTemplates/{id}"), "{id}")
}

// isOwned says that a permission counts only for what the application owns.
func (r Rule) isOwned(alternative string) bool { return strings.Contains(alternative, ownedBy) }

// Sensitive says that administrators are out of reach of this request but for
// the highest roles: it is about how a user signs in, or takes the user away
// ("Who can perform sensitive actions", learn.microsoft.com/graph/api/resources/users).
func (r Rule) Sensitive() bool {
	const deletedUser = "/directory/deletedItems/microsoft.graph.user/{id}"
	switch r.Method {
	case "DELETE":
		return r.Template == "/users/{id}" || r.Template == deletedUser
	case "PATCH":
		return r.area == areaPassword || r.area == areaUser && r.Template != "/users/{id}"
	}
	return r.area == areaPassword || r.Template == deletedUser+"/restore"
}

// SelfProperty says that users may change the property of themselves: what
// members manage by default is their mobile phone number and photo ("What are
// the default user permissions in Microsoft Entra ID?"), and with the profile
// what it tells of them ("user resource type").
func SelfProperty(name string) bool {
	return slices.Contains([]string{"aboutMe", "birthday", "hireDate", "interests", "mobilePhone", "mySite",
		"pastProjects", "preferredName", "responsibilities", "schools", "skills"}, name)
}
