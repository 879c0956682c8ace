package odata

import (
	"testing"
	"unicode"
)

func TestFoldMakesKeysEqual(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b string
		same bool
	}{
		{"Lee.Gu@Contoso.com", "lee.gu@contoso.COM", true},
		{"É", "é", true},
		{"e\u0301", "É", true},
		{"ΣΊΣΥΦΟΣ", "σίσυφος", true},
		{"K", "\u212a", true}, // the Kelvin sign
		{"STRASSE", "straße", false},
		{"ẞ", "ß", true},
		{"İ", "i", false},
		{"ı", "i", false},
		{"a", "b", false},
		{"\u1e9b\u0323", "\u1e69", true}, // equal once folded and composed
	}
	for _, tt := range tests {
		if got := Fold(tt.a) == Fold(tt.b); got != tt.same {
			t.Errorf("Fold(%q) = %q, Fold(%q) = %q", tt.a, Fold(tt.a), tt.b, Fold(tt.b))
		}
	}
}

func TestFoldIsOneForAllCases(t *testing.T) {
	t.Parallel()
	const last = 0x1ffff // no case beyond the first two planes
	for r := rune(0); r <= last; r++ {
		folded := Fold(string(r))
		if again := Fold(folded); again != folded {
			t.Errorf("%U: %q folds to %q and that to %q", r, r, folded, again)
		}
		if other := unicode.SimpleFold(r); Fold(string(other)) != folded {
			t.Errorf("%U and %U: %q and %q", r, other, folded, Fold(string(other)))
		}
	}
}
