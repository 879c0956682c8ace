//go:build unix

package cli

import (
	"os"
	"os/signal"
	"syscall"
)

func stopSignals() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

// ignoreClosedPipes makes a write to a closed pipe an error that the command
// ends with 0 on, instead of a signal that kills the process.
func ignoreClosedPipes() { signal.Ignore(syscall.SIGPIPE) }

// exitCode is the code of a process that the signal stopped: 128 plus its
// number, as shells have it.
func (e signalError) exitCode() int {
	if e.signal == syscall.SIGTERM {
		return exitTerminated
	}
	return exitInterrupted
}
