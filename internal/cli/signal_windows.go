package cli

import "os"

func stopSignals() []os.Signal { return []os.Signal{os.Interrupt} }

// ignoreClosedPipes does nothing: Windows has no such signal.
func ignoreClosedPipes() {}

func (e signalError) exitCode() int { return exitInterrupted }
