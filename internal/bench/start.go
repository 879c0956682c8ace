package main

import (
	"context"
	"os"
)

// administrator is the one user of a new directory.
const administrator = "admin@contoso.onmicrosoft.com"

// tenantctl is the program with its files under home.
func (b *bench) tenantctl(home string, args ...string) *program {
	return &program{name: b.path("tenantctl"), args: args, env: []string{"TENANTCTL_HOME=" + home}}
}

// fresh is the program on a machine where it has never run.
func (b *bench) fresh(args ...string) *program {
	home := b.path("fresh")
	p := b.tenantctl(home, args...)
	p.before = func() error { return os.RemoveAll(home) }
	return p
}

// start measures how long the shortest commands take.
func (b *bench) start(ctx context.Context) error {
	home := b.path("home")
	commands := []struct {
		what    string
		program *program
		bound   float64
	}{
		{"`--version`", b.tenantctl(home, "--version"), 4},
		{"`--help`", b.tenantctl(home, "--help"), 4},
		{"`user --help`", b.tenantctl(home, "user", "--help"), 4},
		{"one read: `user get` of the administrator, JSON", b.tenantctl(home, "user", "get", administrator, "-o", "json"), 6},
		{"one read: `user list`, a table", b.tenantctl(home, "user", "list"), 6},
		{"first run ever: `user list`", b.fresh("user", "list"), 30},
	}
	programs := []*program{{name: b.path("empty")}}
	for _, c := range commands {
		programs = append(programs, c.program)
	}
	all, err := measure(ctx, b.rounds, programs...)
	if err != nil {
		return err
	}
	b.empty = all[0]
	b.table.ratio("an empty Go program", b.empty, b.empty, 0, "")
	for i, c := range commands {
		b.table.ratio(c.what, all[i+1], b.empty, c.bound, "empty")
	}
	b.table.memory("one read, resident", all[4], 30<<20)
	return nil
}
