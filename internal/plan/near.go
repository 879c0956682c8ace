package plan

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const (
	nearMost = 10  // unknown names for which near ones are looked for
	nearRead = 200 // objects looked at for one of them
	nearStem = 3   // characters at most with which a near name begins alike
)

// findNear looks, for the first few unknown names, for one that is nearly
// the same. A hint is worth no failure: an error of reading only means none.
func (n *names) findNear(ctx context.Context, wants []MemberWant) error {
	if !n.directory.Supports(directory.CanFilter) {
		return nil
	}
	looked := 0
	for _, w := range wants {
		for _, name := range n.unknown(w) {
			if _, seen := n.near[odata.Fold(name)]; seen || looked == nearMost {
				continue
			}
			looked++
			n.near[odata.Fold(name)] = n.nearest(ctx, name)
		}
	}
	return ctx.Err()
}

func (n *names) unknown(w MemberWant) []string {
	var unknown []string
	if r := n.group(w.Group).reason; r != nil && r.code == "NotFound" {
		unknown = append(unknown, w.Group)
	}
	if r := n.member(w.Member).reason; r != nil && r.code == "NotFound" {
		unknown = append(unknown, w.Member)
	}
	return unknown
}

func (n *names) nearest(ctx context.Context, name string) string {
	set, properties := "groups", []string{"mailNickname", "displayName"}
	if strings.Contains(name, "@") {
		set, properties = "users", []string{"userPrincipalName"}
	}
	best, distance := "", 1+len(name)/4
	for _, property := range properties {
		for _, candidate := range n.beginning(ctx, set, property, name) {
			if d := edm.Distance(odata.Fold(name), odata.Fold(candidate)); d <= distance {
				best, distance = candidate, d-1
			}
		}
	}
	return best
}

// beginning gives values of a property that begin as name does.
func (n *names) beginning(ctx context.Context, set, property, name string) []string {
	stem := []rune(name)
	stem = stem[:min(nearStem, 1+len(stem)/5)]
	q := odata.Query{
		Select: []string{"id", property}, Top: nearRead,
		Filter: "startsWith(" + property + "," + odata.QuoteString(string(stem)) + ")",
	}
	var values []string
	for o, err := range n.directory.List(ctx, directory.Ref{Set: set}, q) {
		if err != nil || len(values) == nearRead {
			break
		}
		values = append(values, o.String(property))
	}
	return values
}
