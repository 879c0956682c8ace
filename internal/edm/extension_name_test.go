package edm

import "testing"

func TestSplitExtensionName(t *testing.T) {
	t.Parallel()
	const app = "25883231668a43a780b25685c3f874bc"
	for _, c := range []struct{ full, app, name string }{
		{"extension_" + app + "_skypeId", app, "skypeId"},
		{"extension_" + app + "_cost_centre", app, "cost_centre"},
		{"skypeId", "", "skypeId"},
		{"extension_skypeId", "", "extension_skypeId"},
		{"extension_" + app, "", "extension_" + app},
		{"extension_" + app + "_", "", "extension_" + app + "_"},
	} {
		if app, name := SplitExtensionName(c.full); app != c.app || name != c.name {
			t.Errorf("%s: %q, %q", c.full, app, name)
		}
	}
}
