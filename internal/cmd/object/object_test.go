package objectcmd

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const guid = "3f1c2a8e-5b0d-4a57-9d0a-7f7a5f0f6f1"

func TestChecked(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		lines []cmdkit.Line
		want  string
	}{
		"each once":  {[]cmdkit.Line{{Text: guid + "a"}, {Text: guid + "b", Number: 1}, {Text: guid + "A", Number: 2}}, guid + "a line 1, " + guid + "b"},
		"no id":      {[]cmdkit.Line{{Text: guid + "a"}, {Text: "Sales", Number: 7}}, "line 7, Sales: this is no id (a GUID)"},
		"several":    {[]cmdkit.Line{{Text: "x"}, {Text: guid + "a"}, {Text: guid, Number: 1}}, "2 of 3 ids are none (GUIDs)"},
		"none given": {nil, "no id is named"},
	} {
		list, err := checked(tt.lines)
		got := strings.Trim(fmt.Sprint(list), "[]")
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
		if e := apierr.As(err); e != nil && e.Kind != apierr.Invalid && e.Kind != apierr.Usage {
			t.Errorf("%s: of kind %v", name, e.Kind)
		}
	}
}

// TestTypes takes the words of both protocols and of the commands.
func TestTypes(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"user": "user", "User": "user", "USER ": "user", "Contact": "orgContact", "orgcontact": "orgContact",
		"Role": "directoryRole", "DirectoryRole": "directoryRole", "RoleTemplate": "directoryRoleTemplate",
		"ServicePrincipal": "servicePrincipal", "sp": "servicePrincipal", "app": "application", "Device": "device",
		"TenantDetail": "organization", "directoryObject": "directoryObject", "#microsoft.graph.group": "group",
	} {
		got, err := canonicalTypes([]string{word})
		if err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%s is %v, %v, want %s", word, got, err, want)
		}
	}
	for word, hint := range map[string]string{"usr": "did you mean user?", "xyz": "there are: ", "passwordProfile": "there are: "} {
		_, err := canonicalTypes([]string{"user", word})
		if e := apierr.As(err); e == nil || e.Kind != apierr.Usage || !strings.HasPrefix(e.Hint, hint) {
			t.Errorf("%s: %v", word, err)
		}
	}
}

// TestFill reads of each kind what was selected and did not come by id, in
// one go, and nothing that came or cannot be there.
func TestFill(t *testing.T) {
	t.Parallel()
	d := faulty.New()
	found := cmdkit.ByID{}
	add := func(set, typ string, pairs ...any) *odata.Object {
		id := d.Add(set, pairs...)
		o := odata.NewObject("@odata.type", "#microsoft.graph."+typ, "id", id, "displayName", "known")
		found[id] = o
		return o
	}
	lee := add("users", "user", "userPrincipalName", "lee@contoso.com", "displayName", "Lee", "city", "Oslo")
	ada := add("users", "user", "userPrincipalName", "ada@contoso.com", "displayName", "Ada", "city", "Bergen")
	ada.Set("city", "London")
	staff := add("groups", "group", "mailNickname", "staff", "displayName", "Staff")
	if err := fill(t.Context(), d, found, []string{"displayName", "city"}); err != nil {
		t.Fatal(err)
	}
	if lee.String("city") != "Oslo" || lee.String("displayName") != "known" || ada.String("city") != "London" || staff.Has("city") {
		t.Errorf("%v", found)
	}
	reads := d.Reads
	if err := fill(t.Context(), d, found, []string{"displayName", "city", "id"}); err != nil || d.Reads != reads {
		t.Errorf("%d more reads where nothing was lacking, %v", d.Reads-reads, err)
	}
}
