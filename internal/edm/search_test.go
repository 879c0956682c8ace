package edm

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestCheckSearch(t *testing.T) {
	t.Parallel()
	tests := []struct{ typ, search, want string }{
		{"user", `"displayName:lee"`, ""},
		{"user", `"DISPLAYNAME:lee" OR NOT "mail:lee"`, ""},
		{"user", `lee`, ""},
		{"user", `"proxyAddresses:smtp"`, ""},
		{"group", `"description:sales"`, ""},
		{"directoryObject", `"displayName:lee" AND "description:x"`, ""},
		{"user", `"extension_0123_cost:7"`, ""},
		{"user", `"displayNam:lee"`, `user has no property "displayNam"; did you mean displayName?`},
		{"user", `"mail:x" AND "mial:x"`, `"mial"`},
		{"user", `"aboutMe:x"`, "aboutMe: the service does not search this property; it searches "},
		{"user", `NOT "accountEnabled:true"`, "does not search"},
		{"group", `"members:x"`, "only a property that is a text"},
		{"user", `"passwordProfile:x"`, "only a property that is a text"},
		{"domain", `"nothing:x"`, `domain has no property`},
		{"domain", `"model:x"`, ""},
	}
	for _, tt := range tests {
		e, err := odata.ParseSearch(tt.search)
		if err != nil {
			t.Errorf("%s: %v", tt.search, err)
			continue
		}
		err = CheckSearch(Lookup(tt.typ), e)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s %s: %v, want %s", tt.typ, tt.search, err, tt.want)
		}
	}
	if err := CheckSearch(nil, &odata.Term{Property: "x", Text: "y"}); err != nil {
		t.Errorf("unknown type: %v", err)
	}
}
