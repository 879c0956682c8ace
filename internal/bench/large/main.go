// Command large is the part of the benchmarks that works on a large
// directory (see internal/bench, which runs it):
//
//	large figures HOME N    makes a directory of N users; prints what single requests take
//	large serve HOME        serves it on loopback; prints the address
//	large list ADDRESS      is `tenantctl user list -o json` against that server
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/embedded"
)

func main() {
	ctx := context.Background()
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "large: run internal/bench, which runs this")
		os.Exit(2)
	}
	cli.CollectLess(os.Getenv) // as the program does
	var err error
	switch os.Args[1] {
	case "figures":
		var n int
		if n, err = strconv.Atoi(os.Args[len(os.Args)-1]); err == nil {
			err = figures(ctx, os.Args[2], n)
		}
	case "serve":
		err = serve(ctx, os.Args[2])
	case "list":
		os.Exit(list(ctx, os.Args[2]))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "large:", err)
		os.Exit(1)
	}
}

// open opens the directory that the program has under TENANTCTL_HOME.
func open(ctx context.Context, home string) (*embedded.Server, error) {
	return embedded.Open(ctx, embedded.Options{Path: filepath.Join(home, "directory.db")})
}
