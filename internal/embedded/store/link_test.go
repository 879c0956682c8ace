package store

import (
	"errors"
	"slices"
	"testing"
	"time"
)

func TestLinks(t *testing.T) {
	t.Parallel()
	s := open(t)
	for n := 1; n <= 5; n++ {
		insert(t, s, user(n))
	}
	id := func(n int) string { return user(n).ID }
	write(t, s, func(tx *Tx) error {
		for _, l := range [][2]int{{1, 2}, {2, 3}, {3, 1}, {2, 4}} {
			if added, err := tx.Link("members", id(l[0]), id(l[1])); !added || err != nil {
				t.Errorf("link %v: %v, %v", l, added, err)
			}
		}
		if added, err := tx.Link("members", id(1), id(2)); added || err != nil {
			t.Errorf("second link: %v, %v", added, err)
		}
		if _, err := tx.Link("members", id(1), "nobody"); !errors.Is(err, ErrNotFound) {
			t.Errorf("link to nobody: %v", err)
		}
		if linked, err := tx.Linked("members", id(2), id(4)); !linked || err != nil {
			t.Errorf("linked: %v, %v", linked, err)
		}
		return nil
	})
	tests := []struct {
		via  Via
		want []int
	}{
		{Via{Relation: "members", ID: id(2)}, []int{3, 4}},
		{Via{Relation: "members", ID: id(4), Reverse: true}, []int{2}},
		{Via{Relation: "members", ID: id(1), Transitive: true}, []int{2, 3, 4}},
		{Via{Relation: "members", ID: id(4), Transitive: true, Reverse: true}, []int{1, 2, 3}},
		{Via{Relation: "owners", ID: id(2)}, nil},
		{Via{Relation: "members", ID: "nobody"}, nil},
	}
	for _, test := range tests {
		var want []string
		for _, n := range test.want {
			want = append(want, id(n))
		}
		if got := ids(t, s, ListQuery{Via: &test.via}); !slices.Equal(got, want) {
			t.Errorf("%+v: got %v, want %v", test.via, got, want)
		}
	}
	write(t, s, func(tx *Tx) error { return tx.Remove(id(2)) })
	if got := ids(t, s, ListQuery{Via: &Via{Relation: "members", ID: id(1), Transitive: true}}); got != nil {
		t.Errorf("after a removal: %v", got)
	}
}

// A walk does not go on from what is deleted.
func TestTransitiveStopsAtDeleted(t *testing.T) {
	t.Parallel()
	s := open(t)
	top, middle, end := user(1), user(2), user(3)
	insert(t, s, top, middle, end)
	write(t, s, func(tx *Tx) error {
		tx.Link("members", top.ID, middle.ID)
		tx.Link("members", middle.ID, end.ID)
		middle.Deleted = time.Now()
		return tx.Update(middle)
	})
	down := ListQuery{Via: &Via{Relation: "members", ID: top.ID, Transitive: true}}
	up := ListQuery{Via: &Via{Relation: "members", ID: end.ID, Transitive: true, Reverse: true}}
	for _, q := range []ListQuery{down, up} {
		if got := ids(t, s, q); got != nil {
			t.Errorf("%+v: got %v", *q.Via, got)
		}
	}
}
