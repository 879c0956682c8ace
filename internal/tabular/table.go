package tabular

import (
	"fmt"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Kind is what the rows of a file are.
type Kind uint8

// The kinds.
const (
	Users   Kind = iota // people, known by userPrincipalName
	Groups              // groups, known by mailNickname
	Members             // pairs of a group and a member of it
)

// String gives the kind's plural noun.
func (k Kind) String() string {
	switch k {
	case Groups:
		return "groups"
	case Members:
		return "memberships"
	}
	return "users"
}

// Options are what [Read] needs to know besides the file.
type Options struct {
	// Name is the file's name for error messages, "" if it has none.
	Name string
	// Domains are the directory's verified domains, in one of which every
	// userPrincipalName must be. Nil: not checked.
	Domains []string
}

// Table is a file that was read.
type Table struct {
	// Columns are the canonical names of the columns that count, in the
	// file's order: "userPrincipalName", "passwordProfile/password".
	Columns []string
	// Passed are the headings, as in the file, of columns that cannot be
	// written and were passed over ("IsLicensed", "id").
	Passed []string
	// Rows are the good rows and Bad the faults of the others, both by line.
	// A row with several faults has several entries in Bad.
	Rows []Row
	Bad  []Bad
	// SHA256 is the digest of the file's bytes, in hexadecimal.
	SHA256 string
	// HasPasswords says that at least one good row has a password.
	HasPasswords bool

	source source
}

// Row is a good row.
type Row struct {
	// Line is the file's line on which the row begins, counted from 1.
	Line int
	// Key is the natural key as written: userPrincipalName, mailNickname,
	// or "GROUP,MEMBER".
	Key string
	// Object holds the given properties in canonical Graph JSON, a password
	// in passwordProfile.password. It is nil for memberships.
	Object *odata.Object
	// Group and Member are a membership's two sides, as written.
	Group, Member string

	text []byte // as in the file, for [Table.Reject]
}

// Bad is one fault of a bad row.
type Bad struct {
	// Line is the file's line on which the row begins, counted from 1.
	Line int
	// Key is the row's natural key, as in [Row], "" if it has none.
	Key string
	// Column is the heading as in the file, "" if the fault is the row's.
	Column string
	// Value is the cell, "******" for a password.
	Value string
	// Rule is the rule that the value breaks, in words.
	Rule string
}

// mask stands for a password.
const mask = "******"

// Reason gives the column and the rule, without the value.
func (b Bad) Reason() string {
	if b.Column == "" {
		return b.Rule
	}
	return b.Column + ": " + b.Rule
}

// String tells the fault in one line: line, column, value, rule.
func (b Bad) String() string {
	switch {
	case b.Column == "" && b.Value == "":
		return fmt.Sprintf("line %d: %s", b.Line, b.Rule)
	case b.Column == "":
		return fmt.Sprintf("line %d, %q: %s", b.Line, b.Value, b.Rule)
	}
	return fmt.Sprintf("line %d, %s %q: %s", b.Line, b.Column, b.Value, b.Rule)
}

// BadRows is the number of bad rows, each counted once.
func (t *Table) BadRows() int { return len(t.source.rejects) }

// source is what a file of rejected rows repeats of the file read.
type source struct {
	bom      bool   // the file began with a byte order mark
	preamble string // lines before the headings, with their line ends
	heading  string // the heading line, without its line end
	newline  string
	comma    rune
	reasons  bool // the last column holds reasons already
	rejects  []reject
}

// reject is a bad row: its text, as it is in the file, and how many cells it
// is short of.
type reject struct {
	line  int
	text  string
	short int
}
