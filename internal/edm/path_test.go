package edm

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestNear(t *testing.T) {
	t.Parallel()
	candidates := []string{"displayName", "department", "mail", "mailNickname", "officeLocation", "businessPhones", "mobilePhone", "id", "state", "city"}
	tests := []struct {
		word string
		want []string
	}{
		{"dispalyname", []string{"displayName"}},
		{"DISPLAYNAME", []string{"displayName"}},
		{"displayname1", []string{"displayName"}},
		{"mai", []string{"mail"}},
		{"mial", []string{"mail"}},
		{"office", []string{"officeLocation"}},
		{"phone", []string{"mobilePhone", "businessPhones"}},
		{"statte", []string{"state"}},
		{"xy", nil},
		{"", nil},
		{"completelydifferent", nil},
	}
	for _, tt := range tests {
		if got := Near(tt.word, candidates); !slices.Equal(got, tt.want) {
			t.Errorf("Near(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
	many := []string{"abcdefg1", "abcdefg2", "abcdefg3", "abcdefg4", "abcdefg1"}
	if got := Near("abcdefgh", many); !slices.Equal(got, []string{"abcdefg1", "abcdefg2", "abcdefg3"}) {
		t.Errorf("of many near words: %q", got)
	}
}

func TestCanonical(t *testing.T) {
	t.Parallel()
	tests := []struct{ typ, path, want string }{
		{"user", "displayname", "displayName"},
		{"user", "MANAGER/ID", "manager/id"},
		{"user", "passwordprofile/FORCECHANGEPASSWORDNEXTSIGNIN", "passwordProfile/forceChangePasswordNextSignIn"},
		{"user", "assignedlicenses/$count", "assignedLicenses/$count"},
		{"user", "manager/microsoft.graph.USER/displayname", "manager/microsoft.graph.user/displayName"},
		{"user", "extension_0123_Cost", "extension_0123_Cost"},
		{"directoryObject", "DISPLAYNAME", "displayName"},
		{"directoryObject", "appid", "appId"},
		{"user", "nothing", ""},
		{"user", "displayName/x", ""},
		{"user", "assignedLicenses/skuId", ""},
		{"user", "displayName/$count", ""},
		{"user", "manager/microsoft.graph.passwordProfile/x", ""},
		{"domain", "extension_0123_x", ""},
		{"user", "", ""},
	}
	for _, tt := range tests {
		got, ok := Canonical(Lookup(tt.typ), tt.path)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("Canonical(%s, %q) = %q, %t, want %q", tt.typ, tt.path, got, ok, tt.want)
		}
	}
	if _, ok := Canonical(nil, "x"); ok {
		t.Error("an unknown type has a property")
	}
}

func TestCheckSelect(t *testing.T) {
	t.Parallel()
	user := Lookup("user")
	if err := CheckSelect(user, []string{"id", "DISPLAYNAME", "manager", "*", "extension_0123_x"}); err != nil {
		t.Error(err)
	}
	err := CheckSelect(user, []string{"id", "jobtitel"})
	var fault *NameError
	if !errors.As(err, &fault) || fault.Name != "jobtitel" || !slices.Equal(fault.Near, []string{"jobTitle"}) {
		t.Errorf("the error is %v", err)
	}
	if want := `user has no property "jobtitel"; did you mean jobTitle?`; err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
}

func TestCheckOrderBy(t *testing.T) {
	t.Parallel()
	tests := []struct {
		typ, order string
		withFilter bool
		want       string
	}{
		{"user", "displayName desc", false, "plain"},
		{"user", "DISPLAYNAME", false, "plain"},
		{"user", "userPrincipalName", false, "plain"},
		{"user", "displayName", true, "advanced"},
		{"user", "createdDateTime", false, "advanced"},
		{"group", "displayName", false, "plain"},
		{"application", "displayName", false, "advanced"},
		{"user", "", true, "plain"},
		{"domain", "id", true, "plain"},
		{"user", "surname", false, "surname: the service does not sort by this property; it sorts by deletedDateTime, createdDateTime, displayName, userPrincipalName"},
		{"user", "dispalyName", false, "did you mean displayName"},
		{"user", "otherMails", false, "one simple value"},
		{"user", "passwordProfile", false, "one simple value"},
		{"user", "manager", false, "one simple value"},
		{"domain", "nothing", false, "domain has no property"},
	}
	for _, tt := range tests {
		orders, err := odata.ParseOrderBy(tt.order)
		if err != nil {
			t.Fatal(err)
		}
		advanced, err := CheckOrderBy(Lookup(tt.typ), orders, tt.withFilter)
		got := map[bool]string{false: "plain", true: "advanced"}[advanced]
		if err != nil {
			got = err.Error()
		}
		if got != tt.want && (err == nil || !strings.Contains(got, tt.want)) {
			t.Errorf("%s by %q: %s, want %s", tt.typ, tt.order, got, tt.want)
		}
	}
}
