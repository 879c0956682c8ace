package cmdkit

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// completionTime bounds how long a shell waits for names (issue: 200 ms).
const completionTime = 200 * time.Millisecond

// maxNames bounds how many names one completion offers.
const maxNames = 100

// CompleteNames offers the names of a noun's objects that begin like what
// was typed, from the cache or, if that takes no longer than 200 ms, from
// the directory. Whatever fails is silent.
func CompleteNames(a *app.App, n *Noun) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		ctx, cancel := context.WithTimeout(commandContext(cmd), completionTime)
		defer cancel()
		return names(ctx, a, n, typed), cobra.ShellCompDirectiveNoFileComp
	}
}

// CompleteArgs completes the first argument with first and all that follow
// with rest.
func CompleteArgs(first, rest cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return first(cmd, args, typed)
		}
		return rest(cmd, args, typed)
	}
}

func commandContext(cmd *cobra.Command) context.Context {
	if ctx := cmd.Context(); ctx != nil {
		return ctx
	}
	return context.Background()
}

// names gives names from the cache, else asks in the time that is left.
func names(ctx context.Context, a *app.App, n *Noun, typed string) []string {
	p, err := a.Profile()
	if err != nil {
		return nil
	}
	c := openNameCache(a.CacheFile(), a.Now)
	key := p.Name + "/" + n.Set
	if list, ok := c.get(key, typed); ok {
		return list
	}
	found := make(chan []string, 1)
	go func() { found <- ask(ctx, a, n, typed) }()
	select {
	case list := <-found:
		if list != nil {
			c.put(key, typed, list)
		}
		return list
	case <-ctx.Done():
		return nil
	}
}

// ask reads names from the directory; nil if that failed.
func ask(ctx context.Context, a *app.App, n *Noun, typed string) []string {
	dir, err := a.Directory(ctx)
	if err != nil {
		return nil
	}
	key := n.Keys[0]
	q := odata.Query{Select: []string{key}, Top: maxNames}
	if typed != "" {
		q.Filter = fmt.Sprintf("startsWith(%s,%s)", key, odata.QuoteString(typed))
	}
	list := []string{}
	for o, err := range dir.List(ctx, directory.Ref{Set: n.Set}, q) {
		if err != nil {
			return nil
		}
		if list = append(list, o.String(key)); len(list) == maxNames {
			break
		}
	}
	return list
}

// CompleteSelect offers the type's properties for --select, after a comma
// too.
func CompleteSelect(cmd *cobra.Command, typeName string) {
	complete := func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		head := typed[:strings.LastIndexByte(typed, ',')+1]
		var list []string
		for p := range edm.Lookup(typeName).AllProperties() {
			list = append(list, head+p.Name)
		}
		return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	if err := cmd.RegisterFlagCompletionFunc("select", complete); err != nil {
		panic(err)
	}
}
