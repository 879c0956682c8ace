package profile

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Paths are the folders of the program. They need not exist.
type Paths struct {
	Config string // holds config.yaml
	State  string // holds tasks, the embedded directory and tokens
}

// ConfigFile is the file of the profiles.
func (p Paths) ConfigFile() string { return filepath.Join(p.Config, "config.yaml") }

// appFolder is the program's folder in those of the user.
const appFolder = "tenantctl"

// Locate finds the folders: TENANTCTL_HOME for both, else those of the XDG
// Base Directory Specification, on Windows %AppData% and %LocalAppData%.
// Empty variables count as unset; so do relative ones of XDG, as its
// specification wants. goos is runtime.GOOS.
func Locate(env func(string) string, goos string) (Paths, error) {
	if home := env("TENANTCTL_HOME"); home != "" {
		return locateHome(home)
	}
	if goos == "windows" {
		return locateWindows(env)
	}
	config, err := xdg(env, "XDG_CONFIG_HOME", ".config")
	if err != nil {
		return Paths{}, err
	}
	state, err := xdg(env, "XDG_STATE_HOME", ".local/state")
	return Paths{Config: config, State: state}, err
}

func locateHome(home string) (Paths, error) {
	abs, err := filepath.Abs(home)
	if err != nil {
		return Paths{}, err
	}
	return Paths{Config: abs, State: abs}, nil
}

func locateWindows(env func(string) string) (Paths, error) {
	roaming, local := env("AppData"), env("LocalAppData")
	if roaming == "" || local == "" {
		return Paths{}, nowhere("%AppData% and %LocalAppData%")
	}
	join := func(folder string) string { return strings.TrimRight(folder, `\/`) + `\` + appFolder }
	return Paths{Config: join(roaming), State: join(local)}, nil
}

// xdg is the program's folder below the one that the variable names, by
// default below one of the home folder.
func xdg(env func(string) string, variable, standard string) (string, error) {
	if folder := env(variable); path.IsAbs(folder) {
		return path.Join(folder, appFolder), nil
	}
	home := env("HOME")
	if home == "" {
		return "", nowhere("HOME")
	}
	return path.Join(home, standard, appFolder), nil
}

func nowhere(variables string) error {
	return apierr.New(apierr.Usage, "", "there is no place for the program's files: "+variables+" is not set").
		WithHint("set TENANTCTL_HOME to a folder")
}
