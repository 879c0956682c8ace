package profile

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// nearest gives the word that differs least from name, "" if all differ by
// more than two letters.
func nearest(name string, words []string) string {
	best, least := "", 3
	for _, w := range words {
		if d := edm.Distance(strings.ToLower(name), strings.ToLower(w)); d < least {
			best, least = w, d
		}
	}
	return best
}
