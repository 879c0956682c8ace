package edm

import (
	"strings"
	"testing"
)

func TestNearOfShortWords(t *testing.T) {
	t.Parallel()
	verbs := []string{"add", "list", "remove"}
	names := []string{"id", "mail", "name", "surname", "ageGroup", "city", "userPrincipalName", "displayName", "givenName", "mailNickname", "aboutMe"}
	tests := []struct {
		word       string
		candidates []string
		want       string
	}{
		{"ad", verbs, "add"},
		{"ls", verbs, ""},
		{"a", verbs, "add"},
		{"lst", verbs, "list"},
		{"rm", verbs, ""},
		{"rem", verbs, "remove"},
		{"delete", verbs, ""},
		{"nme", names, "name"},
		{"nme", []string{"surname", "mail", "displayName"}, "displayName"},
		{"nme", []string{"aboutMe", "displayName"}, "displayName"},
		{"name", []string{"surname", "mail", "displayName"}, "surname displayName"},
		{"dispName", names, "displayName"},
		{"dsiplayname", names, "displayName"},
		{"ci", names, "city"},
		{"i", names, "id"},
		{"xyz", names, ""},
		{"q", names, ""},
		{"", names, ""},
		{"upn", names, ""},
	}
	for _, test := range tests {
		if got := strings.Join(Near(test.word, test.candidates), " "); got != test.want {
			t.Errorf("%q gives %q, want %q", test.word, got, test.want)
		}
	}
}
