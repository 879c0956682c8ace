package edm

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// tellable is what an error may say of the value of the property at a path:
// nothing if it is a secret, or stands where a credential should.
func tellable(path, value string) string {
	name, _, _ := strings.Cut(path[strings.LastIndexByte(path, '/')+1:], "[")
	if odata.NewObject(name, value).SecretNames("") != nil {
		return ""
	}
	return shorten(value)
}
