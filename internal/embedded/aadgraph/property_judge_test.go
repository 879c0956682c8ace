package aadgraph_test

import (
	"os"
	"strings"
	"testing"
)

// unlikeSources are the properties on which $metadata and the sources of
// testdata/properties.txt differ, each with the reason.
func unlikeSources() map[string]string {
	return map[string]string{
		"User.thumbnailPhoto":                     "streams are not served",
		"Contact.thumbnailPhoto":                  "streams are not served",
		"Application.logo":                        "streams are not served",
		"Application.mainLogo":                    "streams are not served",
		"Contact.companyName":                     "Graph's contacts have it, and no source says that the service's have not",
		"Domain.passwordNotificationWindowInDays": "Graph's domains have it, and no source says that the service's have not",
		"Domain.passwordValidityPeriodInDays":     "Graph's domains have it, and no source says that the service's have not",
	}
}

// TestPropertiesOfTheService holds what $metadata has of each type, and answers
// have with it, against what other sources know of the service: no name is
// this directory's own, and none is left out unsaid.
func TestPropertiesOfTheService(t *testing.T) {
	t.Parallel()
	known := knownProperties(t)
	c := newServer(t).metadata("1.6")
	judged := 0
	for _, typ := range append(c.Schema.EntityTypes, c.Schema.ComplexTypes...) {
		missing := known[typ.Name]
		if missing == nil {
			continue // no source tells of it
		}
		judged++
		for _, name := range typ.properties() {
			if !missing[name] && unlikeSources()[typ.Name+"."+name] == "" {
				t.Errorf("%s.%s: no source knows it", typ.Name, name)
			}
			delete(missing, name)
		}
		for name := range missing {
			if unlikeSources()[typ.Name+"."+name] == "" {
				t.Errorf("%s.%s: $metadata has it not", typ.Name, name)
			}
		}
	}
	if judged != len(known) {
		t.Errorf("%d types were judged of %d", judged, len(known))
	}
}

func knownProperties(t *testing.T) map[string]map[string]bool {
	t.Helper()
	data, err := os.ReadFile("testdata/properties.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]map[string]bool{}
	for line := range strings.Lines(string(data)) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		if known[words[0]] == nil {
			known[words[0]] = map[string]bool{}
		}
		for _, name := range words[1:] {
			known[words[0]][name] = true
		}
	}
	return known
}
