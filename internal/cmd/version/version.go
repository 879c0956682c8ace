// Package versioncmd is the command version.
package versioncmd

import (
	"context"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// New makes the command version.
func New(a *app.App) *cobra.Command {
	return cmdkit.New(cmdkit.Spec{
		Use:      "version",
		Short:    "Print the version",
		Examples: []string{`version`, `version -o json`},
	}, func(context.Context, []string) error {
		if a.Format("table") == "table" {
			_, err := fmt.Fprintf(a.IO.Out, "tenantctl %s (%s %s/%s)\n", a.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		}
		p, err := a.Printer("table")
		if err != nil {
			return err
		}
		o := odata.NewObject("version", a.Version, "go", runtime.Version(), "os", runtime.GOOS, "arch", runtime.GOARCH)
		return p.Object(columns(), o)
	})
}

func columns() []output.Column {
	return []output.Column{
		cmdkit.KeyColumn("version"), cmdkit.Column("go"), cmdkit.Column("os"), cmdkit.Column("arch"),
	}
}
