package licensecmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
)

// addSKU adds the flag --sku, with the names of the products.
func addSKU(cmd *cobra.Command, a *app.App, skus *[]string) {
	cmd.Flags().StringSliceVar(skus, "sku", nil, "product: its part number or `SKU` id (may be repeated)")
	cmdkit.CompleteAsking(cmd, "sku", a, func(ctx context.Context, dir directory.Directory) []string {
		var names []string
		all, _ := readProducts(ctx, dir) // a failing completion is silent
		for _, p := range all {
			names = append(names, p.name)
		}
		return names
	})
}

// completePlans offers the plans of the products that --sku names, of all
// before it is given.
func completePlans(cmd *cobra.Command, a *app.App, skus *[]string) {
	cmdkit.CompleteAsking(cmd, "disable-plan", a, func(ctx context.Context, dir directory.Directory) []string {
		all, _ := readProducts(ctx, dir)
		if some, err := all.findAll(*skus); err == nil && len(some) > 0 {
			all = some
		}
		var names []string
		seen := map[string]bool{}
		for _, p := range all {
			for _, s := range p.plans {
				if !seen[s.Name] {
					names = append(names, s.Name)
				}
				seen[s.Name] = true
			}
		}
		return names
	})
}

// addUsersFile adds the flag --file with users.
func addUsersFile(cmd *cobra.Command, file *string) {
	cmd.Flags().StringVarP(file, "file", "f", "", "read further users from this `FILE`, one a line (- for standard input)")
	cmdkit.CompleteFiles(cmd, "file", "txt", "csv")
}

// usersOrFile asks for users as arguments, unless a file names them.
func usersOrFile(file *string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if *file != "" && len(args) == 0 {
			return nil
		}
		return cmdkit.Args(1, -1, "USER (one or more, or --file)")(cmd, args)
	}
}

func named(args []string) []person {
	people := make([]person, len(args))
	for i, arg := range args {
		people[i].name = arg
	}
	return people
}

// withFile adds the users of a file. There must be one at least.
func withFile(a *app.App, people []person, file string) ([]person, error) {
	more, err := readNames(a, file)
	if err != nil {
		return nil, err
	}
	people = append(people, more...)
	if len(people) == 0 {
		if file == "-" {
			file = "standard input"
		}
		return nil, cmdkit.Usagef("%s names no user", file).WithHint("write one user a line: the UPN or id")
	}
	return people, nil
}
