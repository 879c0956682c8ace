package app

import (
	"context"
	"time"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Local is the embedded directory's file, whatever profile is in force.
type Local struct {
	// Serve answers on a socket until the context ends, which is no error.
	Serve func(context.Context, Serving) error
	// Info describes the file: path, size, versions, tenant, objects.
	Info func(context.Context) (*odata.Object, error)
	// Reset makes the directory what a new one is. With check it only looks
	// whether that can be done.
	Reset func(ctx context.Context, check bool) error
	// Approve lets the sign-in that waits for a device code go on as a user,
	// named by id or userPrincipalName, and gives the name of the client.
	Approve func(ctx context.Context, code, user string) (client string, err error)
}

// Serving says how [Local.Serve] serves.
type Serving struct {
	Listen         string // host:port
	Cert, Key      string // files in PEM, both "" for plain HTTP
	RequestTimeout time.Duration
	// Ready is called once, when clients can connect.
	Ready func(url string) error
	// Log takes a line for each request and each failure of a connection;
	// nil is nobody.
	Log func(line string)
}
