package main

import (
	"context"
	"time"
)

// people is the file of 1,000 rows.
const people = "docs/examples/users.csv"

// imports measures an import as a whole process: into a new directory, and
// again when there is nothing to do.
func (b *bench) imports(ctx context.Context) error {
	first := b.fresh("import", "user", people, "-q")
	again := b.tenantctl(b.path("fresh"), "import", "user", people, "-q")
	all, err := measure(ctx, max(b.rounds/3, 3), &program{name: b.path("empty")}, first, again)
	if err != nil {
		return err
	}
	b.empty = all[0]
	b.table.limit("import of 1,000 rows, directory made by it", all[1].wall, time.Second, b.empty)
	b.table.add(row{what: "the same, CPU time of both processors", measured: milliseconds(all[1].cpu), unbound: true})
	b.table.add(row{what: "the same again, all unchanged", measured: milliseconds(all[2].wall), unbound: true})
	return nil
}
