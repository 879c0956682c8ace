package edm

import (
	"slices"
	"sort"
	"strings"
)

// entry is a row of a table of rules.
type entry struct {
	path    string // "city", "passwordProfile/password"; "a/*" is every member of a
	max     int
	is      trait
	format  Format
	allowed []string
	// filter holds the marks of facts/graph.md, section 3: eq, startsWith,
	// ge, le, null literal, as a sixth endsWith and as a seventh $count of a
	// collection, which goes where eq does besides. D always, A advanced
	// queries only, n or - never. Where that table leaves ge and le of a
	// string open (-) and the reference's note on the property lists them,
	// they have the mark of eq (so has Microsoft's list of 2023,
	// includes/filter-directory-objects).
	filter string
}

// trait is a set of yes-or-no rules.
type trait uint16

const (
	readOnly trait = 1 << iota
	immutable
	writeOnly
	unique
	required
	byDefault
	single   // collection of at most one item
	some     // collection of at least one item
	distinct // collection without an item that is there twice
	sorts
	sortsAdvanced
	tokenized
)

// Rule gives the rule of a property, or of one within it
// ("passwordProfile/password"), in any case. It is the zero Rule if there is
// none.
func (t *Type) Rule(path string) Rule {
	for x := range t.chain() {
		if e := findEntry(entries(x.Name), path); e != nil {
			return e.rule()
		}
	}
	return Rule{}
}

// HasFilterRules tells whether the model knows what $filter offers on this
// type. Of other types it knows no more than the properties.
func (t *Type) HasFilterRules() bool {
	if t == nil || t.Name == "directoryObject" {
		return false
	}
	table := entries(t.Name)
	return table != nil && (len(table) == 0 || slices.ContainsFunc(table, func(e entry) bool { return e.filter != "" }))
}

// entries gives the table of a type, sorted by path.
func entries(name string) []entry {
	switch name {
	case "directoryObject":
		return directoryObjectRules
	case "user":
		return userRules
	case "group":
		return groupRules
	case "application":
		return applicationRules
	case "servicePrincipal":
		return servicePrincipalRules
	case "administrativeUnit":
		return administrativeUnitRules
	case "device":
		return deviceRules
	case "orgContact":
		return orgContactRules
	case "schemaExtension":
		return schemaExtensionRules
	case "extensionProperty":
		return extensionPropertyRules
	case "federatedIdentityCredential":
		return federatedIdentityCredentialRules
	case "appRoleAssignment":
		return appRoleAssignmentRules
	case "oAuth2PermissionGrant":
		return oAuth2PermissionGrantRules
	case "namedLocation":
		return namedLocationRules
	case "countryNamedLocation":
		return countryNamedLocationRules
	case "ipNamedLocation":
		return ipNamedLocationRules
	case "delegatedPermissionClassification":
		return permissionClassificationRules
	case "stsPolicy":
		return stsPolicyRules
	case "organization":
		return organizationRules
	case "domain":
		return domainRules
	case "invitation":
		return invitationRules
	case "subscribedSku":
		return []entry{} // neither filtered nor sorted (facts/graph.md, section 8)
	}
	return nil
}

// findEntry finds the row of a path, or of the nearest "*" above it.
func findEntry(table []entry, path string) *entry {
	if i, ok := searchEntry(table, path); ok {
		return &table[i]
	}
	slash := strings.LastIndexByte(path, '/')
	if slash < 0 {
		return nil
	}
	if i, ok := searchEntry(table, path[:slash]+"/*"); ok {
		return &table[i]
	}
	return nil
}

func searchEntry(table []entry, path string) (int, bool) {
	return sort.Find(len(table), func(i int) int { return compareFold(path, table[i].path) })
}

func (e *entry) rule() Rule {
	has := func(t trait) bool { return e.is&t != 0 }
	r := Rule{
		MaxLength: e.max, Allowed: e.allowed, Format: e.format,
		ReadOnly: has(readOnly), Immutable: has(immutable), WriteOnly: has(writeOnly),
		Unique: has(unique), Required: has(required), Default: has(byDefault),
		OrderBy: has(sorts | sortsAdvanced), OrderByAdvanced: has(sortsAdvanced),
		Tokenized: has(tokenized), Distinct: has(distinct),
		Filter: filterable(e.filter),
	}
	if has(single) {
		r.MaxItems = 1
	}
	if has(some) {
		r.MinItems = 1
	}
	r.Search = r.Tokenized || r.Filter.StartsWith != Never
	return r
}

// filterable reads the marks of an entry.
func filterable(marks string) Filterable {
	var s [7]Support
	for i := range min(len(marks), len(s)) {
		switch marks[i] {
		case 'D':
			s[i] = Always
		case 'A':
			s[i] = Advanced
		}
	}
	f := Filterable{Eq: s[0], StartsWith: s[1], Ge: s[2], Le: s[3], Null: s[4], EndsWith: s[5]}
	f.Any, f.Count = f.Eq, s[6]
	if f.Eq != Never {
		f.Count = Advanced
	}
	return f
}
