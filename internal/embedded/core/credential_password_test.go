package core

import (
	"regexp"
	"testing"
)

func TestNewSecretText(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[A-Za-z0-9][-._~A-Za-z0-9]{2}8Q~[-._~A-Za-z0-9]{34}$`)
	for range 2000 {
		if text := newSecretText(); !form.MatchString(text) {
			t.Fatal(text)
		}
	}
}
