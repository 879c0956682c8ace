package task

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
)

// readTask reads a task's account. That of an ended task is the last line of
// its file, and no more is read; otherwise the account is made up from the
// whole file. A file without a whole line is no task: nil, nil.
func readTask(path string) (*Task, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if t := lastAccount(f); t != nil {
		return t, nil
	}
	r, _, err := readRecord(f, path)
	if err != nil || r == nil {
		return nil, err
	}
	if r.end != nil {
		return r.end, nil
	}
	held, err := tryLock(f, false)
	if err != nil && !noLocks(err) {
		return nil, err
	}
	return r.account(held), nil
}

// lastAccount gives the account in the last line, or nil if the last line is
// another, torn or damaged.
func lastAccount(f *os.File) *Task {
	info, err := f.Stat()
	if err != nil {
		return nil
	}
	end := info.Size()
	for length := int64(2048); ; length *= 8 {
		start := max(0, end-length)
		b := make([]byte, end-start)
		if _, err := f.ReadAt(b, start); err != nil || !wholeLine(b) {
			return nil
		}
		if i := bytes.LastIndexByte(b[:len(b)-1], '\n'); i >= 0 {
			return accountIn(b[i+1:])
		}
		if start == 0 {
			return nil
		}
	}
}

func accountIn(text []byte) *Task {
	if !bytes.HasPrefix(text, []byte(`{"end":`)) {
		return nil
	}
	l, err := parseLine(text)
	if err != nil {
		return nil
	}
	return l.End
}

// readFirst reads a file's header; nil if it is not there yet.
func readFirst(r io.Reader) (*header, error) {
	text, err := bufio.NewReader(r).ReadBytes('\n')
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l, err := parseLine(text)
	if err != nil {
		return nil, err
	}
	return l.Task, nil
}
