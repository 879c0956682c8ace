package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// top is the root of the repository, seen from this package.
const top = "../.."

// TestGeneratedFilesAreCurrent writes everything anew and compares it with
// the tree, both ways.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	t.Parallel()
	made := t.TempDir()
	if err := generate(made); err != nil {
		t.Fatal(err)
	}
	const remedy = "run go generate ./... and commit what it writes"
	for _, target := range targets() {
		want := files(t, filepath.Join(made, target.folder))
		have := files(t, filepath.Join(top, target.folder))
		if len(want) < 4 {
			t.Errorf("%s: only %d files were made", target.folder, len(want))
		}
		for name, text := range want {
			if !bytes.Equal(have[name], text) {
				t.Errorf("%s/%s is not current: %s", target.folder, name, remedy)
			}
		}
		for name := range have {
			if want[name] == nil {
				t.Errorf("%s/%s is not generated any more: %s", target.folder, name, remedy)
			}
		}
	}
}

// files are the files below a folder, by path.
func files(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		all[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestPagesSayWhatHelpSays compares the pages with the program's own help:
// no command, exit code, flag or topic is left out.
func TestPagesSayWhatHelpSays(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := fresh(folder, writeReference); err != nil {
		t.Fatal(err)
	}
	pages := files(t, folder)
	checked := 0
	for c := range leaves(commandTree()) {
		words := strings.Fields(c.CommandPath())[1:]
		page := string(pages[words[0]+".md"])
		_, section, _ := strings.Cut(page, "# "+c.CommandPath()+"\n")
		section, _, _ = strings.Cut(section, "\n## ")
		_, codes, _ := strings.Cut(helpOf(t, words), "\nExit codes: ")
		codes, _, _ = strings.Cut(codes, " (")
		if codes == "" || !strings.Contains(section, "\nExit codes: "+codes+" ([") {
			t.Errorf("%s: help has the exit codes %q, the page has\n%s", c.CommandPath(), codes, section)
		}
		for _, f := range flagsOf(c.LocalNonPersistentFlags()) {
			if !strings.Contains(section, "| `"+cell(f.names)+"` |") {
				t.Errorf("%s: the page lacks %s", c.CommandPath(), f.names)
			}
		}
		checked++
	}
	if checked < 30 {
		t.Errorf("only %d commands were checked", checked)
	}
}

func helpOf(t *testing.T, words []string) string {
	t.Helper()
	text, err := run(append(words, "--help")...)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestTopicsAreInTheIndex finds the topics that help knows where it is asked
// for one that it does not know.
func TestTopicsAreInTheIndex(t *testing.T) {
	t.Parallel()
	_, err := help("no-such-topic")
	if err == nil {
		t.Fatal("help knows no-such-topic")
	}
	_, names, found := strings.Cut(err.Error(), "topics: ")
	names, _, _ = strings.Cut(names, "\n")
	if !found {
		t.Fatalf("help names no topics: %v", err)
	}
	known := strings.Join(append(topics(), "exit-codes", "flags"), " ")
	for name := range strings.SplitSeq(names, ", ") {
		if !strings.Contains(known, name) {
			t.Errorf("docs/reference/README.md lacks the topic %s", name)
		}
	}
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"paragraphs", "One,\ntwo.\n\nThree.", "One,\ntwo.\n\nThree.\n"},
		{"code", "Load it:\n\n  source <(x)\n    y", "Load it:\n\n```text\nsource <(x)\n  y\n```\n"},
		{"characters of Markdown", "a <b> *c* [d](e)", "a &lt;b> \\*c\\* \\[d](e)\n"},
	} {
		if got := markdown(c.in); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
