//go:build unix

package task

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock of a task's file: the writer's (exclusive), or the
// one by which a reader finds out whether there is a writer. held says that
// another process, or another open file of this one, has it. The system
// lets it go when the process ends, however it ends.
func tryLock(f *os.File, exclusive bool) (held bool, err error) {
	how := syscall.LOCK_SH
	if exclusive {
		how = syscall.LOCK_EX
	}
	for {
		err = syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return true, nil
	}
	return false, err
}
