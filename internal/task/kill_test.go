package task_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
)

const (
	childFolder = "TENANTCTL_TEST_CHILD" // folder of the child's journal and directory
	childPeople = 400
)

func TestMain(m *testing.M) {
	if folder := os.Getenv(childFolder); folder != "" {
		if err := child(folder, os.Getenv(childFolder+"_RESUME")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child is another process that runs or resumes an import. Its directory
// takes a while for each request, so that it can be killed in between.
func child(folder, resume string) error {
	d, err := faulty.Open(filepath.Join(folder, "directory"))
	if err != nil {
		return err
	}
	d.Fault = func(_ int, op *directory.Operation) faulty.Fault {
		if op.Seq%7 == 0 {
			time.Sleep(500 * time.Microsecond)
		}
		return faulty.None
	}
	if err := limitFiles(os.Getenv(childFolder + "_FILESIZE")); err != nil {
		return err
	}
	r := &task.Runner{Directory: d, Journal: task.OpenJournal(filepath.Join(folder, "tasks"), nil)}
	if resume != "" {
		_, err = r.Resume(context.Background(), resume, nil)
		return err
	}
	_, err = r.Run(context.Background(), task.Spec{Type: "import.user", Ops: creates(childPeople)})
	return err
}

// runChild starts the child and kills it after a while (0: lets it end).
func runChild(t *testing.T, folder, resume string, after time.Duration) error {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childFolder+"="+folder, childFolder+"_RESUME="+resume)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if after > 0 {
		time.Sleep(after)
		_ = cmd.Process.Kill()
	}
	return cmd.Wait()
}

func TestKilledAtAnyPoint(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts processes")
	}
	interrupted, slow := 0, 1
	for range 20 {
		folder := t.TempDir()
		_ = runChild(t, folder, "", time.Duration(2+rand.IntN(60*slow))*time.Millisecond)
		id := soleTask(t, folder)
		if id == "" { // killed before there was a plan: nothing was sent
			slow++ // a busy machine takes longer to come to it
			continue
		}
		interrupted++
		for range 2 {
			_ = runChild(t, folder, id, time.Duration(2+rand.IntN(30))*time.Millisecond)
		}
		if err := runChild(t, folder, id, 0); err != nil {
			t.Fatal(err)
		}
		d, err := faulty.Open(filepath.Join(folder, "directory"))
		if err != nil {
			t.Fatal(err)
		}
		wantPeople(t, d, childPeople)
		got, err := task.OpenJournal(filepath.Join(folder, "tasks"), nil).Find(t.Context(), id)
		if err != nil || got.State != task.Completed || got.Counts.Created != childPeople {
			t.Fatalf("%+v, %v", got, err)
		}
	}
	if interrupted == 0 {
		t.Error("no process was killed while it worked")
	}
}

// soleTask gives the id of the only task with a whole plan, "" if there is
// none.
func soleTask(t *testing.T, folder string) string {
	t.Helper()
	id := ""
	j := task.OpenJournal(filepath.Join(folder, "tasks"), nil)
	for got, err := range j.List(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if got.State == task.Running {
			t.Fatalf("the process is gone, but its task reads as running")
		}
		n := 0
		for range j.Entries(t.Context(), got.ID) {
			n++
		}
		if n == childPeople {
			id = got.ID
		}
	}
	return id
}

func TestTwoProcessesResumeTheSameTask(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts processes")
	}
	folder := t.TempDir()
	_ = runChild(t, folder, "", 30*time.Millisecond)
	id := soleTask(t, folder)
	if id == "" {
		t.Skip("killed before there was a plan")
	}
	var wait sync.WaitGroup
	failed := 0
	var mu sync.Mutex
	for range 2 {
		wait.Go(func() {
			if err := runChild(t, folder, id, 0); err != nil {
				mu.Lock()
				failed++
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	if failed == 2 {
		t.Error("neither process could resume")
	}
	d, err := faulty.Open(filepath.Join(folder, "directory"))
	if err != nil {
		t.Fatal(err)
	}
	wantPeople(t, d, childPeople)
}
