package cmdkit

import (
	"cmp"
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// completionTime bounds how long a shell waits for names (issue: 200 ms).
const completionTime = 200 * time.Millisecond

// patience is that bound, or a longer one that a test asks for.
func patience(a *app.App) time.Duration { return cmp.Or(a.Patience, completionTime) }

// maxNames bounds how many names one completion offers.
const maxNames = 100

// CompleteNames offers the names of a noun's objects that begin like what
// was typed, from the cache or, if that takes no longer than 200 ms, from
// the directory. Whatever fails is silent. Of a contained noun the first
// argument is an owner, and the names are those below it.
func CompleteNames(a *app.App, n *Noun) cobra.CompletionFunc {
	if n.Within != nil {
		return CompleteArgs(CompleteNames(a, n.Within.Owner), completeBelow(a, n))
	}
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		ctx, cancel := context.WithTimeout(commandContext(cmd), patience(a))
		defer cancel()
		return names(ctx, a, n, typed), cobra.ShellCompDirectiveNoFileComp
	}
}

// CompleteDeleted offers the names that a noun's deleted objects had. They
// are not cached: what was just deleted is what one restores.
func CompleteDeleted(a *app.App, n *Noun) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		ctx, cancel := context.WithTimeout(commandContext(cmd), patience(a))
		defer cancel()
		list := within(ctx, func() []string { return askDeleted(ctx, a, n, typed) })
		return list, cobra.ShellCompDirectiveNoFileComp
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
	if list, ok := c.get(key, typed, len(n.Keys) == 1); ok {
		return asTyped(list, typed)
	}
	list := within(ctx, func() []string { return ask(ctx, a, n, typed) })
	if list != nil {
		c.put(key, typed, list)
	}
	return asTyped(list, typed)
}

// within gives what find finds before the context ends, else nil.
func within(ctx context.Context, find func() []string) []string {
	found := make(chan []string, 1)
	go func() { found <- find() }()
	select {
	case list := <-found:
		return list
	case <-ctx.Done():
		return nil
	}
}

// asTyped begins the names as they were typed: shells drop what differs in
// case, and to a directory it is the same name.
func asTyped(list []string, typed string) []string {
	spelled := make([]string, 0, len(list))
	for _, name := range list {
		if hasPrefixFold(name, typed) {
			name = typed + name[len(typed):]
		}
		spelled = append(spelled, name)
	}
	return spelled
}

// ask reads names from the directory; nil if that failed.
func ask(ctx context.Context, a *app.App, n *Noun, typed string) []string {
	dir, err := a.Directory(ctx)
	if err != nil {
		return nil
	}
	q := n.beginning(typed)
	q.Top = maxNames
	list := []string{}
	for o, err := range dir.List(ctx, n.All(), q) {
		if err != nil {
			return nil
		}
		if list = append(list, nameLike(n, o, typed)); len(list) == maxNames {
			break
		}
	}
	return list
}

// nameLike is the first of an object's names that begins like what was
// typed.
func nameLike(n *Noun, o *odata.Object, typed string) string {
	for _, key := range n.Keys {
		if name := o.String(key); hasPrefixFold(name, typed) {
			return name
		}
	}
	return o.String(n.Keys[0])
}

// askDeleted reads the names that deleted objects had.
func askDeleted(ctx context.Context, a *app.App, n *Noun, typed string) []string {
	dir, err := a.Directory(ctx)
	if err != nil {
		return nil
	}
	var list []string
	q := odata.Query{Select: deletedProperties(withKeys(n, nil), false)}
	for o, err := range dir.List(ctx, n.DeletedRef(), q) {
		if err != nil {
			return nil
		}
		if name := FormerKey(o, n.Keys[0]); hasPrefixFold(name, typed) {
			list = append(list, name)
		}
		if len(list) == maxNames {
			break
		}
	}
	return asTyped(list, typed)
}
