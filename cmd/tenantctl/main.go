// Command tenantctl runs a directory from a terminal, a cron job or a
// pipeline.
package main

import (
	"context"
	"os"

	"github.com/tenantctl/tenantctl/internal/cli"
)

func main() {
	os.Exit(cli.Main(context.Background(), os.Args[1:]))
}
