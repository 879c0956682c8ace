package deletedcmd

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// most is how many deleted objects of a type completion offers.
const most = 100

// completeIDs offers the ids of deleted objects for up to so many arguments (-1:
// any number), each with its name, its type and when it was deleted.
func completeIDs(a *app.App, arguments int) cobra.CompletionFunc {
	return cmdkit.CompleteArgsAsking(a, func(ctx context.Context, dir directory.Directory, args []string) []string {
		if len(args) == arguments {
			return nil
		}
		all := nouns()
		lists := make([][]string, len(all))
		var asking sync.WaitGroup
		for i, n := range all {
			asking.Go(func() { lists[i] = offered(ctx, dir, n, args) })
		}
		asking.Wait()
		return slices.Concat(lists...)
	})
}

// offered are the deleted objects of a type but those named already, the last
// deleted first. A directory that keeps none of the type, or does not show them,
// offers none.
func offered(ctx context.Context, dir directory.Directory, n *cmdkit.Noun, but []string) []string {
	var list []*odata.Object
	q := odata.Query{Select: []string{"id", "displayName", "deletedDateTime"}, Top: most}
	for o, err := range dir.List(ctx, n.DeletedRef(), q) {
		if err != nil {
			return nil
		}
		if !slices.Contains(but, o.ID()) {
			list = append(list, o)
		}
		if len(list) == most {
			break
		}
	}
	slices.SortFunc(list, func(a, b *odata.Object) int {
		return strings.Compare(b.String("deletedDateTime"), a.String("deletedDateTime"))
	})
	var words []string
	for _, o := range list {
		words = append(words, fmt.Sprintf("%s\t%s, %s, deleted %s", o.ID(), o.String("displayName"), n.Type, o.String("deletedDateTime")))
	}
	return words
}
