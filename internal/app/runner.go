package app

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
)

// Runner makes the runner for the profile's directory. done is called with
// each outcome as it is known, and may be nil.
func (a *App) Runner(ctx context.Context, done func(directory.Outcome)) (*task.Runner, error) {
	a.Changing = true
	p, err := a.Profile()
	if err != nil {
		return nil, err
	}
	dir, err := a.Directory(ctx)
	if err != nil {
		return nil, err
	}
	actor, err := a.Actor(ctx)
	if err != nil {
		return nil, err
	}
	r := &task.Runner{
		Directory: dir,
		Profile:   p.Name,
		Actor:     actor,
		Reason:    a.Flags.Reason,
		Now:       a.Now,
		Done:      done,
		DryRun:    a.Flags.DryRun,
	}
	if a.Signer != nil {
		r.Steps = a.Signer
	}
	if a.Flags.NoJournal {
		return r, nil
	}
	r.Journal, err = a.Journal()
	return r, err
}
