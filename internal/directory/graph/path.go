package graph

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// path writes a reference as a path, percent-encoded. A key in parentheses
// is an alternate one and stands as it is: "(appId='…')".
func path(r directory.Ref) string {
	p := segments(r.Set)
	switch {
	case strings.HasPrefix(r.Key, "(") && strings.HasSuffix(r.Key, "')"):
		p += segments(r.Key)
	case r.Key != "":
		p = odata.KeyPath(p, r.Key)
	}
	if r.Path != "" {
		p += "/" + segments(r.Path)
	}
	return p
}

// segments encodes what is no key, each segment by itself. The signs that
// have a meaning in paths stay ($ref, (name='value')).
func segments(s string) string {
	parts := strings.Split(s, "/")
	for i, part := range parts {
		parts[i] = strings.NewReplacer(
			"%24", "$", "%28", "(", "%29", ")", "%3D", "=", "%2C", ",", "%3A", ":",
		).Replace(odata.KeySegment(part))
	}
	return strings.Join(parts, "/")
}
