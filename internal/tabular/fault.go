package tabular

import (
	"fmt"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// invalid is the error of a file that cannot be read as a whole.
func invalid(format string, args ...any) *apierr.Error {
	return apierr.New(apierr.Invalid, "", fmt.Sprintf(format, args...))
}
