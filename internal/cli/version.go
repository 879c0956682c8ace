package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the linker in a release.
var version = ""

// addVersion adds the flag --version, as cobra would. Cobra prints the version
// in its own words unless it is given a template, and a template is costly:
// text/template finds methods by their names, so the linker must keep every
// exported method of every type, 3 MB of them.
func (r *root) addVersion() {
	f := r.root.Flags()
	f.BoolVar(&r.version, "version", false, "version for tenantctl")
	f.Lookup("version").Annotations = map[string][]string{cobra.FlagSetByCobraAnnotation: {"true"}}
}

func (r *root) printVersion() error {
	_, err := fmt.Fprintf(r.app.IO.Out, "tenantctl %s\n", programVersion())
	return err
}

// programVersion is the linker's version, else the module's.
func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}
