package edm

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The tables are data laid out by the linker: the package has nothing to do
// at start.
func TestPackageNeedsNoInit(t *testing.T) {
	t.Parallel()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, "-test.run=^$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(string(out), "init runtime ") {
		t.Fatalf("there is no trace of initialisations:\n%s", out)
	}
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "init github.com/tenantctl/tenantctl/internal/edm ") {
			t.Errorf("the package is initialised at start: %s", line)
		}
	}
}
