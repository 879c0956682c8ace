package store

import (
	"database/sql/driver"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"modernc.org/sqlite"
)

func fold(s string) string { return odata.Fold(s) }

// register gives a driver the functions that the statements use. Null stays
// null.
func register(d *sqlite.Driver) {
	define(d, "fold", 1, func(args []driver.Value) driver.Value {
		if s, ok := args[0].(string); ok {
			return fold(s)
		}
		return args[0]
	})
	define(d, "sortkey", 1, func(args []driver.Value) driver.Value { return sortKey(args[0]) })
	define(d, "instant", 1, func(args []driver.Value) driver.Value {
		s, _ := args[0].(string)
		if t, ok := parseTime(s); ok {
			return t
		}
		return nil
	})
	define(d, "isof", 2, func(args []driver.Value) driver.Value {
		typ, _ := args[0].(string)
		base, _ := args[1].(string)
		return edm.Lookup(typ) != nil && edm.Lookup(typ).Is(base)
	})
	define(d, "wordstart", 2, func(args []driver.Value) driver.Value {
		s, ok := args[0].(string)
		prefix, _ := args[1].(string)
		return ok && odata.WordStart(s, prefix)
	})
}

func define(d *sqlite.Driver, name string, n int32, f func([]driver.Value) driver.Value) {
	d.MustRegisterDeterministicScalarFunction(name, n,
		func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) { return f(args), nil })
}
