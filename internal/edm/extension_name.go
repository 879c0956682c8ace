package edm

import "strings"

// SplitExtensionName takes the name of an extension property,
// extension_{appId without dashes}_{name}, apart. Of any other text the first
// part is empty and the second all of it.
func SplitExtensionName(full string) (appID, name string) {
	rest, ok := strings.CutPrefix(full, "extension_")
	if !ok {
		return "", full
	}
	appID, name, ok = strings.Cut(rest, "_")
	if !ok || len(appID) != 32 || name == "" {
		return "", full
	}
	return appID, name
}
