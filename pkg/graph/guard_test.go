package graph_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
)

// TestPathsThatHideTheirEnd has DELETE requests that end in /$ref as text
// only: the service would cut the end off, or take it for a part of a key, and
// delete the member itself.
func TestPathsThatHideTheirEnd(t *testing.T) {
	t.Parallel()
	for _, path := range []string{
		"groups/g/members/m?a=/$ref", "groups/g/members/m#/$ref", "groups/g/members/m#/%24ref",
		"groups/g/members/m%2F$ref", "groups/g/members/m%3Fa=%2F$ref", "groups/g/members/m%23%2F%24ref",
		"groups/g/members/$ref/../m", "groups/g/members/%2e%2e/$ref", "groups/g/members/m/%zz/$ref",
	} {
		s, c := serve(t, responses(`{"id":"1","status":204}`))
		member := []graph.BatchRequest{{Method: "DELETE", Path: path}}
		answers, err := c.Batch(t.Context(), member)
		wantKind(t, err, apierr.Invalid)
		wantKind(t, answers[0].Err, apierr.Invalid)
		wantKind(t, c.Do(t.Context(), member[0]).Err, apierr.Invalid)
		wantKind(t, c.Delete(t.Context(), path), apierr.Invalid)
		if len(s.Asked) > 0 {
			t.Errorf("DELETE %s left as %s", path, s.Asked)
		}
	}
}

func TestBatchRefusesTheSamePathsAsOneRequest(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"users?$filter=x", "users/u#frag", "users/../groups", "users/%zz"} {
		s, c := serve(t, responses(`{"id":"1","status":204}`))
		_, err := c.Batch(t.Context(), []graph.BatchRequest{{Method: "PATCH", Path: path}})
		wantKind(t, err, apierr.Invalid)
		if len(s.Asked) > 0 {
			t.Errorf("%s left as %s", path, s.Asked)
		}
	}
	_, c := serve(t, responses(`{"id":"1","status":204}`))
	answers, err := c.Batch(t.Context(), []graph.BatchRequest{{Method: "DELETE", Path: "groups/g/members/m%23x/$ref"}})
	if err != nil || answers[0].Err != nil {
		t.Errorf("a key with an encoded # is refused: %v", err)
	}
}
