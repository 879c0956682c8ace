//go:build !unix

package store

import (
	"context"
	"errors"
)

func readOnlyChild(context.Context, *Store) error { return errors.New("only on Unix") }
