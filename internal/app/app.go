// Package app is what every command is given: the streams, the global flags,
// and functions that open the costly things (profile, directory, journal)
// when a command first needs them. It is wired in internal/cli and knows
// nothing of how these things are made.
package app

import (
	"context"
	"os/exec"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/internal/prompt"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/internal/task"
)

// App carries a command's surroundings. The functions open what they give
// once; later calls give the same.
type App struct {
	IO    *iostreams.Streams
	Flags *Flags
	// Env gives an environment variable, "" if it is not set.
	Env func(string) string
	// Now is the clock.
	Now func() time.Time
	// Profile is the directory to work on and how.
	Profile func() (*profile.Profile, error)
	// Paths are where the program's files are.
	Paths func() (profile.Paths, error)
	// Directory opens the adapter of the profile. Nothing is sent yet.
	Directory func(context.Context) (directory.Directory, error)
	// Journal is where tasks are recorded; nil with --no-journal.
	Journal func() (*task.Journal, error)
	// Actor names who changes things, for the journal. It may have to sign
	// in first.
	Actor func(context.Context) (string, error)
	// Signer signs with private keys of applications, and tries whether they
	// sign in to the profile's directory.
	Signer *signing.Signer
	// Changing is set when a runner was asked for: the command is one that
	// changes the directory, if there is anything to change.
	Changing bool
	// Local is the embedded directory's file.
	Local *Local
	// Prompter asks questions; only where IO.CanPrompt.
	Prompter func() prompt.Prompter
	// Foreground runs a program that has the terminal until it ends, such as an
	// editor: a key that interrupts is meant for it.
	Foreground func(*exec.Cmd) error
	// Version is the program's version, such as "1.2.0" or "dev".
	Version string
	// CacheFile is where names for completion are kept, "" if unknown.
	CacheFile func() string
	// Tables is told of the table that a command is made from (a
	// *cmdkit.Noun, *cmdkit.Relation and so on) when it is made; nil is
	// nobody. A check of all tables against the model listens.
	Tables func(table any)
	// Patience is how long a shell waits for the names of a completion; 0 is
	// the usual time.
	Patience time.Duration
}

// Flags are the global flags (design, section 3), as given.
type Flags struct {
	Profile   string
	Output    string
	Query     string
	JQ        string
	DryRun    bool
	Yes       bool
	Deadline  time.Duration
	Quiet     bool
	Verbose   bool
	NoColor   bool
	Reason    string
	NoJournal bool
}

// Printer makes the printer that the global flags ask for. fallback is the
// format when neither -o nor the profile names one: usually "table".
func (a *App) Printer(fallback string) (*output.Printer, error) {
	return output.New(output.Options{
		Format: a.Format(fallback),
		Query:  a.Flags.Query,
		JQ:     a.Flags.JQ,
		Color:  a.IO.Color,
		Width:  a.IO.Width(),
		Out:    a.IO.Out,
	})
}

// Format is the output format in force: -o, the profile's, or fallback.
// "" means that none was asked for and a query prints JSON.
func (a *App) Format(fallback string) string {
	if a.Flags.Output != "" {
		return a.Flags.Output
	}
	if a.Flags.Query != "" || a.Flags.JQ != "" {
		return ""
	}
	if p, err := a.Profile(); err == nil && p.Output != "" {
		return p.Output
	}
	return fallback
}

// Structured tells whether results are printed for a machine that wants
// whole objects (json, jsonl, yaml, or a query).
func (a *App) Structured() bool {
	switch a.Format("table") {
	case "json", "jsonl", "yaml", "":
		return true
	}
	return false
}
