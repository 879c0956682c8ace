package edm_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// TestASCIIUserName holds names against samples of RFC 3492, section 7.1, and
// of Python's codec "punycode".
func TestASCIIUserName(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"lee@contoso.com":                  "lee@contoso.com",
		"Lee@CONTOSO.com":                  "Lee@CONTOSO.com",
		"lee":                              "lee",
		"日本語":                              "日本語",
		"joerg@bücher.example":             "joerg@xn--bcher-kva.example",
		"joerg@BÜCHER.example":             "joerg@xn--bcher-kva.example",
		"joerg@bu\u0308cher.example":       "joerg@xn--bcher-kva.example",
		"o'brien_x#EXT#@straße.example":    "o'brien_x#EXT#@xn--strae-oqa.example",
		"yuko@例え。テスト":                      "yuko@xn--r8jz45g.xn--zckzah",
		"avi@דוגמה.טעסט":                   "avi@xn--6dbbec0c.xn--deba0ad",
		"x@pročprostěnemluvíčesky.example": "x@xn--proprostnemluvesky-uyb24dma41a.example",
		"x@3年b組金八先生.example":               "x@xn--3b-ww4c5e180e575a65lsy2b.example",
		"x@почемужеонинеговорятпорусски.example": "x@xn--b1abfaaepdrnnbgefbadotcwatmq2g4l.example",
	} {
		if got := edm.ASCIIUserName(given); got != want {
			t.Errorf("%s is %s, want %s", given, got, want)
		}
	}
}
