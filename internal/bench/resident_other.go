//go:build !linux

package main

import "os"

// resident is 0: memory is measured on Linux only.
func resident(*os.ProcessState) int64 { return 0 }
