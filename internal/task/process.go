package task

import (
	"os"
	"strings"
	"time"
)

func thisProcess(now time.Time) process {
	host, _ := os.Hostname()
	return process{PID: os.Getpid(), Host: host, Boot: bootID(), Time: now}
}

// bootID names this run of the operating system, "" where it has no name.
func bootID() string {
	b, _ := os.ReadFile("/proc/sys/kernel/random/boot_id")
	return strings.TrimSpace(string(b))
}
