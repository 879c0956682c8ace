package store

import (
	"database/sql/driver"

	"github.com/tenantctl/tenantctl/pkg/odata"
	"modernc.org/sqlite"
)

func fold(s string) string { return odata.Fold(s) }

// register gives a driver the functions that the statements use. They answer
// for text and pass other values on.
func register(d *sqlite.Driver) {
	d.MustRegisterDeterministicScalarFunction("fold", 1,
		func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
			if s, ok := args[0].(string); ok {
				return fold(s), nil
			}
			return args[0], nil
		})
	d.MustRegisterDeterministicScalarFunction("sortkey", 1,
		func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
			return sortKey(args[0]), nil
		})
}
