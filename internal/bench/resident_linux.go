package main

import (
	"os"
	"syscall"
)

// resident is the most memory that an ended process had at once, in bytes.
func resident(state *os.ProcessState) int64 {
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		return usage.Maxrss << 10
	}
	return 0
}
