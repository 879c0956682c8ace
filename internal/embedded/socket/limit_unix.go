//go:build unix

package socket

import "syscall"

// mostConnections is how many clients may be connected at once: as many as
// leave open files for the directory itself, and memory.
func mostConnections() int {
	const enough, reserve = 4096, 128
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return enough
	}
	files := int(min(uint64(limit.Cur), 1<<20))
	return min(enough, max(files-reserve, files/2))
}
