package permission

import (
	"slices"
	"strings"
)

// row is one line of the table.
type row struct {
	methods string // separated by spaces
	// template is the path below the version, keys as {id}: canonical names,
	// a type in front of the key where permissions differ by it.
	template string
	// application and delegated are the permissions, any of which will do,
	// the least first; "A+B" means both. What a broader one covers is not
	// repeated (covers). In delegated, "" is the same as application but for
	// what an application owns. "-" is none: not for this kind of token.
	application, delegated string
}

// area is a part of the directory for which roles give rights.
type area string

const (
	areaSelf         area = "self" // the caller's own user
	areaUser         area = "user"
	areaPassword     area = "password"
	areaGroup        area = "group"
	areaApplication  area = "application"
	areaConsent      area = "consent" // grants and assignments of permissions
	areaRole         area = "role"
	areaUnit         area = "unit"
	areaLicense      area = "license"
	areaDomain       area = "domain"
	areaOrganization area = "organization"
	areaInvitation   area = "invitation"
	areaPolicy       area = "policy"
	areaAudit        area = "audit"
	areaDevice       area = "device"
)

// section is the rows of one area.
type section struct {
	area area
	rows []row
}

func table() []section {
	return slices.Concat(people(), applications(), roles(), tenant(), deleted())
}

// alternatives splits a cell of the table.
func alternatives(cell string) []string {
	if cell == "-" {
		return nil
	}
	return strings.Fields(cell)
}

// forUsers are the delegated permissions of a row.
func (r row) forUsers() []string {
	if r.delegated != "" {
		return alternatives(r.delegated)
	}
	return slices.DeleteFunc(alternatives(r.application), func(a string) bool { return strings.Contains(a, ownedBy) })
}
