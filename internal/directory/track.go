package directory

import (
	"context"
	"iter"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Tracker is a directory that tells what changed in a set (CanDelta).
type Tracker interface {
	// Track begins a round over a set: everything that there is if since is
	// "", else what changed after the round that ended with since. Of q it
	// takes Select, in a first round only: later ones go on with it.
	Track(ctx context.Context, set Ref, since string, q odata.Query) Round
}

// Round is one round of reading what changed.
type Round interface {
	// Changes reads the round to its end, and can be ranged over once. An
	// object may come more than once; one that was deleted has the member
	// "@removed". An error ends it and is its last element. It is
	// apierr.NotFound with the status 410 if the state is no longer known and
	// a first round has to begin.
	Changes() iter.Seq2[*odata.Object, error]
	// Link gives the state from which the next round starts, "" before
	// Changes was read to its end.
	Link() string
}
