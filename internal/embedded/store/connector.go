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
// options or "". WAL mode is kept by the file itself and waiting for locks is
// done in Go, where a context can end it. What a savepoint needs to take back
// stays in memory: else each page written within one goes to a file first.
func newConnector(path, option string) *connector {
	d := new(sqlite.Driver)
	register(d)
	query := "_synchronous=NORMAL&_pragma=cache_size(-32768)&_pragma=temp_store(memory)"
	if option != "" {
		query += "&" + option
	}
	return &connector{d, fileURI(path) + "?" + query}
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
