package store

import (
	"context"
	"database/sql/driver"
	"net/url"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
)

// connector opens connections of a driver of its own, so that the functions
// it registers stay out of the process-wide driver.
type connector struct {
	driver *sqlite.Driver
	dsn    string
}

// newConnector makes a connector to the file; option is one of SQLite's URI
// options or "". It sets nothing else: WAL mode is kept by the file itself,
// waiting for locks is done in Go, where a context can end it, and what only
// writing needs is set before the first write (conn.forWriting).
func newConnector(path, option string) *connector {
	d := new(sqlite.Driver)
	register(d)
	dsn := fileURI(path)
	if option != "" {
		dsn += "?" + option
	}
	return &connector{d, dsn}
}

// Connect implements driver.Connector.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return c.driver.Open(c.dsn)
}

// Driver implements driver.Connector.
func (c *connector) Driver() driver.Driver { return c.driver }

// fileURI writes an absolute path as SQLite wants it: what has a meaning in a
// URI is escaped, a drive letter comes after a slash.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return "file://" + (&url.URL{Path: path}).EscapedPath()
}
