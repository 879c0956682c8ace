// Package tabular reads people, groups and memberships from CSV files and
// says, row by row, what is wrong with them.
//
// It takes the files that administrators have: headings by Microsoft Graph
// property names, the bulk template of the Entra portal, the template of the
// Microsoft 365 admin centre, and what Get-MsolUser | Export-Csv writes, in
// UTF-8 or UTF-16, with commas, semicolons or tabs. [Read] gives each good
// row as an object in canonical JSON and each bad one with its line, column,
// value and rule; the rules on values are those of internal/edm. Nothing is
// written to a directory here.
//
// An empty cell means "not given": the property is not in the row's object,
// so that an update leaves it alone. White space around a value is taken
// off, except in passwords.
package tabular
