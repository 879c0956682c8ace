package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// release is what this project uses of GoReleaser's configuration, version
// 2. A key that is not here, or misspelt, fails the test.
type release struct {
	Version     int
	ProjectName string `yaml:"project_name"`
	Before      struct{ Hooks []string }
	Builds      []struct {
		ID, Main, Binary  string
		Env, Goos, Goarch []string
		Flags, Ldflags    []string
		ModTimestamp      string `yaml:"mod_timestamp"`
	}
	Archives []struct {
		ID              string
		IDs             []string `yaml:"ids"`
		Formats         []string
		FormatOverrides []struct {
			Goos    string
			Formats []string
		} `yaml:"format_overrides"`
		NameTemplate    string `yaml:"name_template"`
		WrapInDirectory bool   `yaml:"wrap_in_directory"`
		BuildsInfo      info   `yaml:"builds_info"`
		Files           []struct {
			Src  string
			Info info
		}
	}
	Nfpms []struct {
		ID, Vendor, Maintainer, Homepage, Description string
		License, Section, Bindir, Mtime               string
		PackageName                                   string   `yaml:"package_name"`
		IDs                                           []string `yaml:"ids"`
		Formats                                       []string
		Contents                                      []struct {
			Src, Dst, Type, Packager string
			FileInfo                 info `yaml:"file_info"`
		}
	}
	Checksum struct {
		NameTemplate string `yaml:"name_template"`
		Algorithm    string
	}
	Sboms    []struct{ ID, Artifacts string }
	Snapshot struct {
		VersionTemplate string `yaml:"version_template"`
	}
	Changelog struct{ Disable bool }
	Release   struct {
		Draft              bool
		Prerelease, Footer string
	}
}

type info struct {
	Mtime string
	Mode  uint32
}

// TestReleaseConfiguration checks .goreleaser.yaml as far as that can be done
// without GoReleaser: keys, targets, and that the files it names are there.
func TestReleaseConfiguration(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(top, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var r release
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&r); err != nil {
		t.Fatal(err)
	}
	if r.Version != 2 || len(r.Builds) != 1 || len(r.Archives) != 1 || len(r.Nfpms) != 1 || len(r.Sboms) == 0 {
		t.Fatalf("a section is missing: %+v", r)
	}
	b := r.Builds[0]
	if !slices.Equal(b.Goos, []string{"linux", "darwin", "windows"}) || !slices.Equal(b.Goarch, []string{"amd64", "arm64"}) {
		t.Errorf("targets are %v x %v", b.Goos, b.Goarch)
	}
	if !slices.Contains(b.Env, "CGO_ENABLED=0") || !slices.Contains(b.Flags, "-trimpath") || b.ModTimestamp == "" {
		t.Errorf("the build is not static or not reproducible: %+v", b)
	}
	if _, err := os.Stat(filepath.Join(top, b.Main)); err != nil {
		t.Error(err)
	}
	for _, f := range r.Archives[0].Files {
		checkSource(t, f.Src)
	}
	for _, c := range r.Nfpms[0].Contents {
		checkSource(t, c.Src)
		if !strings.HasPrefix(c.Dst, "/usr/share/") || c.FileInfo.Mode != 0o644 {
			t.Errorf("%s goes to %s with mode %o", c.Src, c.Dst, c.FileInfo.Mode)
		}
	}
}

// checkSource checks that a file of the configuration, or a pattern of them,
// is in the tree.
func checkSource(t *testing.T, pattern string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(top, pattern))
	if err != nil || len(found) == 0 {
		t.Errorf(".goreleaser.yaml names %s, which is not there (%v)", pattern, err)
	}
}
