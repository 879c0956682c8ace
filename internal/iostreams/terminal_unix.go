//go:build !windows

package iostreams

import (
	"errors"
	"os"
	"syscall"
)

// enableEscapes has nothing to do here: terminals take escape sequences.
func enableEscapes(*os.File) bool { return true }

func isClosedPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
