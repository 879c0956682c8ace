package edm

import (
	"strings"
	"testing"
)

func TestCheckPassword(t *testing.T) {
	t.Parallel()
	const classes, length, characters = "three of these four", "8 to 256 characters", "ASCII"
	tests := []struct{ password, policies, want string }{
		{"Abcdefg1", "", ""},
		{"abcdefg1!", "", ""},
		{"ABCDEFG1!", "", ""},
		{"Pass word", "", ""}, // a space counts as a symbol
		{"Aa1" + strings.Repeat("x", 253), "", ""},
		{"abcdefgh", "DisableStrongPassword", ""},
		{"abcdefgh", "DisablePasswordExpiration, disablestrongpassword", ""},
		{"abcdefgh", "", classes},
		{"abcdefg1", "DisablePasswordExpiration", classes},
		{"abcdefg1", "None", classes},
		{"", "", length},
		{"Abcdef1", "", length},
		{"Abcdef1", "DisableStrongPassword", length},
		{"Aa1" + strings.Repeat("x", 254), "", length},
		{"Pässwort1", "", characters},
		{"Abcdefg1\n", "", characters},
		{"Abcdefg1\xff", "", characters},
	}
	for _, tt := range tests {
		err := CheckPassword(tt.password, tt.policies)
		checkRule(t, tt.password+"/"+tt.policies, err, tt.want)
		if err != nil && tt.password != "" && strings.Contains(err.Error(), tt.password) {
			t.Errorf("the error tells the password: %v", err)
		}
	}
}
