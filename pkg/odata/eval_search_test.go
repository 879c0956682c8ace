package odata_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestEvalSearch(t *testing.T) {
	t.Parallel()
	o := odata.NewObject("displayName", "Project OneVideo2 Zürich", "mail", "lee@contoso.com", "jobTitle", "Video editor",
		"otherMails", []string{"a@x.org", "b@y.org"}, "department", nil)
	for search, want := range map[string]bool{
		`"displayName:one"`:                        true,
		`"displayName:video"`:                      true,
		`"displayName:2"`:                          true,
		`"displayName:ZÜR pro"`:                    true,
		`"displayName:ideo"`:                       false,
		`"displayName:"`:                           false,
		`"jobTitle:video"`:                         true,
		`"jobTitle:editor"`:                        false,
		`"otherMails:B@"`:                          true,
		`"department:x"`:                           false,
		`"nothing:x"`:                              false,
		`"lee@"`:                                   true,
		`"displayName:one" AND "jobTitle:editor"`:  false,
		`"displayName:one" OR "jobTitle:editor"`:   true,
		`"displayName:one" AND NOT "jobTitle:vid"`: false,
	} {
		e, err := odata.ParseSearch(search)
		if err != nil {
			if search == `"displayName:"` {
				continue // nothing to look for is a slip
			}
			t.Fatal(err)
		}
		if got := odata.EvalSearch(e, o); got != want {
			t.Errorf("%s: %v", search, got)
		}
	}
}
