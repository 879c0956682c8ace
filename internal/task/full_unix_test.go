//go:build unix

package task_test

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/tenantctl/tenantctl/internal/task/faulty"
)

// limitFiles bounds the size of the files of this process, so that a write
// to a longer one fails as on a full disk. "" is no bound.
func limitFiles(bytes string) error {
	if bytes == "" {
		return nil
	}
	n, err := strconv.ParseUint(bytes, 10, 64)
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: n})
}

// TestFullDisk lets the disk fill up in the middle of an import: it stops
// before the next request, says so, and goes on when there is space.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts processes")
	}
	folder := t.TempDir()
	if err := runChild(t, folder, "", 0); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(folder + "/tasks/*.jsonl")
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	info, err := os.Stat(files[0])
	if err != nil {
		t.Fatal(err)
	}

	folder = t.TempDir()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	// The plan is most of the file; the rest of it fits in a part only.
	limit := strconv.FormatInt(info.Size()*9/10, 10)
	cmd.Env = append(os.Environ(), childFolder+"="+folder, childFolder+"_FILESIZE="+limit)
	said, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(said), "file too large") {
		t.Fatalf("the child said %q, %v", said, err)
	}
	id := soleTask(t, folder)
	before, err := faulty.Open(filepath.Join(folder, "directory"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(people(before)); n == 0 || n == childPeople {
		t.Fatalf("%d people before the resume; the disk was to fill up in between", n)
	}
	if err := runChild(t, folder, id, 0); err != nil {
		t.Fatal(err)
	}
	after, err := faulty.Open(filepath.Join(folder, "directory"))
	if err != nil {
		t.Fatal(err)
	}
	wantPeople(t, after, childPeople)
}
