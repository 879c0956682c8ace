package rest

import (
	"strconv"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// maxEmptyPages bounds how many pages without an object may follow one another.
// A few are legal where a service looks through much and finds little
// (facts/graph.md, section 2), and each of them stands for a page that was
// looked through: so many are a directory that leads nowhere.
const maxEmptyPages = 1000

// shortPage is the size, in bytes, under which a page may be empty.
const shortPage = 4 << 10

// circle guards against a directory whose pages have no end. Real links grow
// without repeating, so the last few are enough to find a small circle at once.
// One that is larger comes back to a mark that is moved on at the powers of
// two, after three times its length at most (R. P. Brent, "An improved Monte
// Carlo factorization algorithm", 1980).
type circle struct {
	recent [16]string
	mark   string
	n      int
	empty  int // pages in a row
}

// add is an error if the link to a next page came before, or if nothing but
// links has come for long.
func (c *circle) add(link string, page []byte) error {
	again := link == c.mark
	for _, old := range c.recent {
		again = again || old == link
	}
	if again {
		return apierr.New(apierr.Other, "", "the directory gave the same next page twice; the list is not complete")
	}
	c.recent[c.n%len(c.recent)] = link
	if c.n++; c.n&(c.n-1) == 0 {
		c.mark = link
	}
	if c.empty++; !isEmpty(page) {
		c.empty = 0
	}
	if c.empty == maxEmptyPages {
		return apierr.New(apierr.Other, "", "the directory gave "+strconv.Itoa(c.empty)+" pages in a row without an object; the list is not complete")
	}
	return nil
}

func isEmpty(page []byte) bool {
	if len(page) > shortPage {
		return false
	}
	p, err := odata.ParsePage(page)
	return err == nil && len(p.Value) == 0
}
