package cmdkit

import "github.com/tenantctl/tenantctl/internal/app"

// declare tells whoever checks the tables of one that a command is made from.
func declare(a *app.App, table any) {
	if a.Tables != nil {
		a.Tables(table)
	}
}
