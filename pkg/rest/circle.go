package rest

import "github.com/tenantctl/tenantctl/pkg/apierr"

// circle guards against a directory whose pages lead in a circle. Real links
// grow without repeating, so the last few are enough to remember: a circle
// that is longer costs time, never memory.
type circle struct {
	recent [16]string
	n      int
}

// add is an error if the link to a next page came before.
func (c *circle) add(link string) error {
	for _, old := range c.recent {
		if old == link {
			return apierr.New(apierr.Other, "", "the directory gave the same next page twice; the list is not complete")
		}
	}
	c.recent[c.n%len(c.recent)] = link
	c.n++
	return nil
}
