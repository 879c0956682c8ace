package cli_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// leftOut is a script that is not run somewhere, and why.
type leftOut struct{ script, reason string }

// onlyInProcess are the scripts that are not run over a socket, each with the
// reason.
func onlyInProcess() []leftOut {
	return []leftOut{
		{"app_apply", "it takes an application from one directory to another"},
		{"app_delete_owned", "it serves the directory itself, on both protocols"},
		{"app_rotate_own", "it serves the directory itself"},
		{"completion_damage", "it damages the directory's own file"},
		{"directory", "it is about the directory's own file"},
		{"environment", "it moves the directory's own file"},
		{"environment_home", "it is about folders in which no file can be made"},
		{"license_completion", "a busy machine needs longer for TLS than the 200 ms after which completion gives up"},
		{"me_application", "it serves the directory itself, on both protocols"},
		{"permission", "it serves the directory itself"},
		{"profile", "it sets what the environment sets here"},
		{"profile_aadgraph", "it serves the directory itself, to profiles of two protocols"},
		{"serve", "it serves the directory itself"},
		{"serve_settings", "it serves the directory itself"},
		{"signin", "it serves the directory itself, and signs in in all ways"},
	}
}

// TestScriptsOverTLS runs the same scripts with the directory on a TLS socket
// of the test's process: every command of a script signs in as the
// administrator and must say and print what it does in process.
func TestScriptsOverTLS(t *testing.T) {
	if testing.Short() {
		t.Skip("every script a second time: not with -short")
	}
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		if !slices.ContainsFunc(onlyInProcess(), func(s leftOut) bool { return s.script == name }) {
			names = append(names, name)
		}
	}
	t.Setenv(recordVar, "") // the judge records
	j := newJudge(t)
	testscript.Run(t, scriptsOver(t, names, protocol{name: "graph", resource: "https://graph.microsoft.com", over: j.over}))
}

// TestScriptsAreListed: every script runs over Azure AD Graph, or a list says
// why not; and the lists name no script that is not there.
func TestScriptsAreListed(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]int{}
	for _, name := range overAADGraph() {
		listed[name]++
	}
	for _, s := range slices.Concat(onlyInProcess(), notOverAADGraph()) {
		listed[s.script]++
		if s.reason == "" {
			t.Errorf("script %s is left out without a reason", s.script)
		}
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		if listed[name] != 1 {
			t.Errorf("script %s is in %d of the lists overAADGraph, notOverAADGraph and onlyInProcess, not in one", name, listed[name])
		}
		delete(listed, name)
	}
	for name := range listed {
		t.Errorf("script %s is listed and not there", name)
	}
}
