package store

import (
	"cmp"
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Pages of any size give each object once, in the order asked for: nulls
// first, text without regard to case, times as instants, ties as inserted.
func TestOrder(t *testing.T) {
	t.Parallel()
	g := generator{rand.New(rand.NewPCG(1, 2))}
	s := open(t)
	var users []*Record
	for n := range 60 {
		users = append(users, g.user(n))
	}
	insert(t, s, users...)
	for _, text := range []string{
		"displayName", "displayName desc", "preferredLanguage", "preferredLanguage desc", "DEPARTMENT,displayName desc",
		"department desc,city", "accountEnabled,employeeHireDate desc", "createdDateTime desc", "extension_app_number",
		"onPremisesExtensionAttributes/extensionAttribute1 desc", "isResourceAccount,displayName,city desc",
	} {
		orders, err := odata.ParseOrderBy(text)
		if err != nil {
			t.Fatal(err)
		}
		q := ListQuery{Types: []string{"user"}, OrderBy: orders}
		want := sorted(t, users, q)
		for _, size := range []int{1, 7, 60, 100} {
			if got := pages(t, s, q, size); !slices.Equal(got, want) {
				t.Errorf("%s, pages of %d:\ngot  %v\nwant %v", text, size, got, want)
			}
		}
	}
}

// pages reads a list page by page, each in a snapshot of its own.
func pages(t *testing.T, s *Store, q ListQuery, size int) (got []string) {
	t.Helper()
	q.Limit = size
	for {
		var last *Record
		n := 0
		read(t, s, func(tx *Tx) error {
			for r, err := range tx.List(q) {
				if err != nil {
					return err
				}
				got = append(got, r.ID)
				last = r
				n++
			}
			return nil
		})
		if n < size {
			return got
		}
		q.After = q.CursorOf(last)
	}
}

func sorted(t *testing.T, users []*Record, q ListQuery) (ids []string) {
	t.Helper()
	keys, err := q.keys()
	if err != nil {
		t.Fatal(err)
	}
	list := slices.Clone(users)
	slices.SortStableFunc(list, func(a, b *Record) int {
		for _, k := range keys {
			if c := compareKeys(k.of(a), k.of(b)); c != 0 && k.desc {
				return -c
			} else if c != 0 {
				return c
			}
		}
		return 0
	})
	for _, r := range list {
		ids = append(ids, r.ID)
	}
	return ids
}

// compareKeys orders nulls before numbers before text.
func compareKeys(a, b any) int {
	rank := func(v any) (int, float64, string) {
		switch v := v.(type) {
		case nil:
			return 0, 0, ""
		case int64:
			return 1, float64(v), ""
		case float64:
			return 1, v, ""
		}
		return 2, 0, v.(string)
	}
	ra, na, sa := rank(a)
	rb, nb, sb := rank(b)
	return cmp.Or(cmp.Compare(ra, rb), cmp.Compare(na, nb), strings.Compare(sa, sb))
}

func TestPaging(t *testing.T) {
	t.Parallel()
	s := open(t)
	var want []string
	for n := range 25 {
		insert(t, s, user(n))
		want = append(want, user(n).ID)
	}
	q := ListQuery{Types: []string{"user"}, Limit: 10}
	var got []string
	for {
		var last *Record
		n := 0
		read(t, s, func(tx *Tx) error {
			for r, err := range tx.List(q) {
				if err != nil {
					return err
				}
				got = append(got, r.ID)
				last = r
				n++
			}
			return nil
		})
		if n < q.Limit {
			break
		}
		q.After = q.CursorOf(last)
	}
	if !slices.Equal(got, want) {
		t.Errorf("pages gave %v", got)
	}
	for _, c := range []Cursor{"x", "AAAAAAAAAAAAAAAA", q.After + "A", "%%%"} {
		forged := q
		forged.After = c
		err := s.Read(t.Context(), func(tx *Tx) error {
			for _, err := range tx.List(forged) {
				return err
			}
			return nil
		})
		if !errors.Is(err, ErrCursor) {
			t.Errorf("cursor %q: %v", c, err)
		}
	}
	read(t, s, func(tx *Tx) error {
		n, err := tx.Count(q)
		if n != 25 {
			t.Errorf("count %d", n)
		}
		return err
	})
}

// A cursor holds although the object it names is gone, and refuses another
// query.
func TestCursorOutlivesItsObject(t *testing.T) {
	t.Parallel()
	s := open(t)
	insert(t, s, user(1), user(2), user(3), user(4))
	q := ListQuery{Types: []string{"user"}, OrderBy: []odata.Order{{Path: "displayName"}}}
	q.After = q.CursorOf(user(2))
	write(t, s, func(tx *Tx) error { return tx.Remove(user(2).ID) })
	if got := ids(t, s, q); !slices.Equal(got, []string{user(3).ID, user(4).ID}) {
		t.Errorf("got %v", got)
	}
	if strings.ContainsAny(string(q.After), "+/=&?%# ") {
		t.Errorf("not safe in a URL: %s", q.After)
	}
}

// Whoever forges a cursor, knowing how its sum is made, gets no further.
func TestForgedCursor(t *testing.T) {
	t.Parallel()
	s := open(t)
	insert(t, s, user(1))
	q := ListQuery{OrderBy: []odata.Order{{Path: "displayName"}}}
	for _, body := range []string{`["a"]`, `["a",1,2]`, `["a","b"]`, `["a",null]`, `["a",1.5]`, `[{"a":1},1]`, `[true,1]`, `{}`, `null`, `[`, ``} {
		forged := q
		forged.After = Cursor(base64.RawURLEncoding.EncodeToString(append(q.sum([]byte(body)), body...)))
		err := s.Read(t.Context(), func(tx *Tx) error {
			for _, err := range tx.List(forged) {
				return err
			}
			return nil
		})
		if !errors.Is(err, ErrCursor) {
			t.Errorf("%s: %v", body, err)
		}
	}
}
