package tabular

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// unknownHeadings names the headings that stand for nothing and, as a hint,
// known ones that are near. If none is known the line may be a row of data,
// which may hold a password, so that only plain words are repeated.
func unknownHeadings(kind Kind, line int, unknown []string, someKnown bool) *apierr.Error {
	quoted := make([]string, 0, len(unknown))
	for _, h := range unknown {
		if someKnown || isWord(h) {
			quoted = append(quoted, fmt.Sprintf("%q", h))
		}
	}
	if len(quoted) == 0 {
		return invalid("line %d: not a heading line for %s", line, kind).WithHint(hintColumns(kind))
	}
	noun := "heading"
	if len(quoted) > 1 {
		noun += "s"
	}
	hint := hintColumns(kind)
	if near := suggestions(kind, unknown); len(near) > 0 {
		hint = "near: " + strings.Join(near, ", ")
	}
	return invalid("line %d: unknown %s %s", line, noun, strings.Join(quoted, ", ")).WithHint(hint)
}

func hintColumns(kind Kind) string {
	switch kind {
	case Groups:
		return "headings are displayName, mailNickname, description, groupType, mailEnabled, securityEnabled, or another property of a group"
	case Members:
		return "headings are group and member"
	}
	return "headings are properties of a user, such as userPrincipalName, displayName, jobTitle, " +
		"or those of the Entra portal, the Microsoft 365 admin centre or Get-MsolUser | Export-Csv"
}

// isWord tells a cell that is letters and spaces alone.
func isWord(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' })
}

// suggestions gives at most two known headings near each unknown one.
func suggestions(kind Kind, unknown []string) []string {
	var out []string
	known := knownHeadings(kind)
	for _, h := range unknown {
		name := squeeze(h)
		if inner, ok := bracketed(name); ok {
			name = inner
		}
		for _, near := range nearest(name, known) {
			if !slices.Contains(out, near) {
				out = append(out, near)
			}
		}
	}
	return out
}

func nearest(name string, known []string) []string {
	type candidate struct {
		name string
		far  int
	}
	var found []candidate
	for _, k := range known {
		far := edm.Distance(cut(name), cut(squeeze(k)))
		if far <= max(1, len(name)/3) {
			found = append(found, candidate{k, far})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.far, b.far) })
	var out []string
	for _, c := range found[:min(2, len(found))] {
		out = append(out, c.name)
	}
	return out
}

// knownHeadings are the names that a file of the kind may have as headings.
func knownHeadings(kind Kind) []string {
	if kind == Members {
		return required(kind)
	}
	typeName, names := "user", []string(nil)
	if kind == Groups {
		typeName, names = "group", []string{pathType}
	}
	for p := range edm.Lookup(typeName).AllProperties() {
		if c, ok := findColumn(kind, p.Name); ok && c.path != "" {
			names = append(names, p.Name)
		}
	}
	if kind == Users {
		for _, a := range userNames() {
			names = append(names, a.heading)
		}
	}
	return names
}

// cut keeps the head of a heading: headings are short, and a hostile one is
// to cost little.
func cut(heading string) string {
	const most = 64
	if runes := []rune(heading); len(runes) > most {
		return string(runes[:most])
	}
	return heading
}
