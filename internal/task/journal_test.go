package task_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func TestListIsNewestFirst(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	var want []string
	for i := range 5 {
		got, err := b.Run(t.Context(), task.Spec{Type: fmt.Sprint("t", i)})
		if err != nil {
			t.Fatal(err)
		}
		want = append([]string{got.ID}, want...)
	}
	var got []string
	for one, err := range b.Journal.List(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, one.ID)
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	if _, err := b.Journal.Find(t.Context(), "abc"); apierr.KindOf(err) != apierr.NotFound {
		t.Errorf("no journal at all: %v", err)
	}
	first := map[byte]string{}
	double := ""
	for double == "" { // 33 tasks at most: there are 32 first characters
		got, err := b.Run(t.Context(), task.Spec{Type: "t"})
		if err != nil {
			t.Fatal(err)
		}
		if first[got.ID[0]] != "" {
			double = got.ID[:1]
		}
		first[got.ID[0]] = got.ID
	}
	_, err := b.Journal.Find(t.Context(), double)
	if e := apierr.As(err); e == nil || e.Kind != apierr.Ambiguous || !strings.Contains(e.Hint, first[double[0]]) {
		t.Errorf("ambiguous prefix: %v", err)
	}
	if got, err := b.Journal.Find(t.Context(), strings.ToUpper(first[double[0]])); err != nil || got.ID != first[double[0]] {
		t.Errorf("whole id: %v, %v", got, err)
	}
	if _, err := b.Journal.Find(t.Context(), ""); apierr.KindOf(err) != apierr.NotFound {
		t.Errorf("empty id: %v", err)
	}
}

// oneFile runs a task and gives the path of its file.
func oneFile(t *testing.T, b *bench, n int) string {
	t.Helper()
	if _, err := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(n)}); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(b.dir + "/*.jsonl")
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	return files[0]
}

// TestCutFileIsResumable cuts the file at every kind of place, as the end of
// a process does, and resumes.
func TestCutFileIsResumable(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	path := oneFile(t, b, 25)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	id := strings.TrimSuffix(path[len(path)-len("abcdefghijkl.jsonl"):], ".jsonl")
	lastSending := bytes.LastIndex(whole, []byte(`{"sending"`)) + len(`{"sending":[21,22,23,24,25],"sum":"00000000"}`)
	for range 150 {
		cut := rand.IntN(len(whole))
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		requests := b.directory.Requests
		got, err := b.Resume(t.Context(), id, nil)
		if !bytes.Contains(whole[:cut], []byte(`"n":25,`)) || !bytes.Contains(whole[:cut], []byte(`{"sending"`)) {
			continue // cut within the plan: see TestCutPlanIsRefused
		}
		if err != nil || got.State != task.Completed || got.Counts.Created+got.Counts.Unchanged != 25 {
			t.Fatalf("cut at %d: %+v, %v", cut, got, err)
		}
		if cut > lastSending && got.Counts.Created != 25 {
			t.Fatalf("cut at %d: %+v does not know its own work", cut, got)
		}
		if extra := b.directory.Requests - requests; extra > 2 {
			t.Fatalf("cut at %d: %d requests", cut, extra)
		}
		wantPeople(t, b.directory, 25)
	}
}

func TestCutPlanIsRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	path := oneFile(t, b, 25)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, cut := range map[string]int{"no line": 10, "half the plan": bytes.Index(whole, []byte(`"n":12,`))} {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		_, id, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".jsonl"), "-")
		_, err := b.Resume(t.Context(), id, nil)
		if apierr.KindOf(err) != apierr.Conflict || !strings.Contains(err.Error(), "nothing was sent") {
			t.Errorf("%s: %v", name, err)
		}
		for got, err := range b.Journal.List(t.Context()) {
			if err != nil || got.State != task.Interrupted {
				t.Errorf("%s: listed as %+v, %v", name, got, err)
			}
		}
	}
}

// TestDamageIsNeverBelieved flips bytes: whatever the journal then says of
// the task must be the truth or an error, and never touch the file.
func TestDamageIsNeverBelieved(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	path := oneFile(t, b, 25)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, id, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".jsonl"), "-")
	sound, err := b.Run(t.Context(), task.Spec{Type: "other"})
	if err != nil {
		t.Fatal(err)
	}
	lastLine := bytes.LastIndexByte(whole[:len(whole)-1], '\n')
	for range 300 {
		text := bytes.Clone(whole)
		at := rand.IntN(lastLine)
		text[at] ^= byte(1 + rand.IntN(255))
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := b.PlanUndo(t.Context(), id)
		e := apierr.As(err)
		if e == nil || e.Code != "JournalDamaged" || !strings.Contains(e.Message, path) || e.Hint == "" {
			t.Fatalf("byte %d of %d: %v", at, len(text), err)
		}
		if _, err := b.Resume(t.Context(), id, nil); apierr.As(err) == nil || apierr.As(err).Code != "JournalDamaged" {
			t.Fatalf("byte %d: resume: %v", at, err)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, text) {
			t.Fatalf("the damaged file was changed: %v", err)
		}
	}
	listed := false
	for got, err := range b.Journal.List(t.Context()) {
		listed = listed || err == nil && got.ID == sound.ID
	}
	if !listed {
		t.Error("damage to one task hides the others")
	}
}

func FuzzReadJournal(f *testing.F) {
	b := &bench{Runner: &task.Runner{Directory: faulty.New()}, dir: f.TempDir()}
	b.Journal = task.OpenJournal(b.dir, nil)
	got, err := b.Run(context.Background(), task.Spec{Type: "import.user", Ops: creates(2)})
	if err != nil {
		f.Fatal(err)
	}
	files, _ := filepath.Glob(b.dir + "/*.jsonl")
	text, _ := os.ReadFile(files[0])
	f.Add(text)
	f.Add([]byte("{}\n"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, text []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(files[0])), text, 0o600); err != nil {
			t.Fatal(err)
		}
		j := task.OpenJournal(dir, nil)
		if one, err := j.Find(t.Context(), got.ID); err == nil && one.Type != got.Type {
			t.Errorf("believed %q", text)
		}
		for _, err := range j.Entries(t.Context(), got.ID) {
			if err != nil && apierr.As(err) == nil {
				t.Errorf("error %v is not explained", err)
			}
		}
	})
}

func TestUnwritableJournalSaysHowToGoOn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	if err := os.WriteFile(b.dir, []byte("a file in the place of the folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(3)})
	e := apierr.As(err)
	if got != nil || e == nil || !strings.Contains(e.Hint, "--no-journal") {
		t.Errorf("task %+v, error %v", got, err)
	}
	wantPeople(t, b.directory, 0)
}

func TestPrune(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	old, err := b.Run(t.Context(), task.Spec{Type: "old", Ops: creates(2)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	b.directory.Stop = cancel
	b.directory.Fault = always(faulty.Halt)
	cut, _ := b.Run(ctx, task.Spec{Type: "cut", Ops: creates(4)[2:]})
	limit := b.clock.now().Add(time.Hour)
	b.clock.time = limit.Add(time.Hour)
	young, err := b.Run(t.Context(), task.Spec{Type: "young"})
	if err != nil {
		t.Fatal(err)
	}
	gone, err := b.Journal.Prune(t.Context(), limit)
	if err != nil || len(gone) != 1 || gone[0].ID != old.ID {
		t.Fatalf("pruned %v, %v", gone, err)
	}
	if _, err := b.Journal.Find(t.Context(), cut.ID); err != nil {
		t.Errorf("the interrupted task: %v", err)
	}
	stillborn := filepath.Join(b.dir, "20200101T000000.000000-abcdefghijkm.jsonl")
	for _, name := range []string{stillborn, stillborn + ".new"} {
		if err := os.WriteFile(name, []byte(`{"task"`), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	gone, err = b.Journal.PruneAll(t.Context(), limit)
	if left, _ := filepath.Glob(stillborn + "*"); len(left) > 0 {
		t.Errorf("the files of tasks that never began: %v", left)
	}
	if err != nil || len(gone) != 1 || gone[0].ID != cut.ID {
		t.Fatalf("pruned %v, %v", gone, err)
	}
	if _, err := b.Journal.Find(t.Context(), young.ID); err != nil {
		t.Error(err)
	}
}

func TestEntries(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Fault = only(upn(1), faulty.Denied)
	got, _ := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(3)})
	var states []string
	for e, err := range b.Journal.Entries(t.Context(), got.ID) {
		if err != nil {
			t.Fatal(err)
		}
		states = append(states, string(e.State)+" "+e.Target+" "+e.Code)
	}
	want := "done " + upn(0) + " |failed " + upn(1) + " Authorization_RequestDenied|done " + upn(2) + " "
	if strings.Join(states, "|") != want {
		t.Errorf("got %q", states)
	}
}

func BenchmarkList1000(b *testing.B) {
	dir := b.TempDir()
	r := &task.Runner{Directory: faulty.New(), Journal: task.OpenJournal(dir, nil)}
	for range 1000 {
		if _, err := r.Run(b.Context(), task.Spec{Type: "t", Ops: []*directory.Operation{}}); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		for _, err := range r.Journal.List(b.Context()) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkImport1000(b *testing.B) {
	dir := b.TempDir()
	r := &task.Runner{Journal: task.OpenJournal(dir, nil)}
	for b.Loop() {
		b.StopTimer()
		d := faulty.New()
		r.Directory = d
		ops := creates(1000)
		b.StartTimer()
		if _, err := r.Run(b.Context(), task.Spec{Type: "import.user", Ops: ops}); err != nil {
			b.Fatal(err)
		}
	}
}
