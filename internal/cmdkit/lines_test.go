package cmdkit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/iostreams"
)

func TestLines(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "names.txt")
	if err := os.WriteFile(file, []byte("\ufeffSales\r\n\r\n  All staff\t"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := &app.App{IO: &iostreams.Streams{In: strings.NewReader("one\n\ntwo\n")}}
	args, err := cmdkit.ArgLines(a, []string{"zero", "-", "three"})
	if got := fmt.Sprint(args); err != nil || got != "[zero line 1, one line 3, two three]" {
		t.Errorf("%s, %v", got, err)
	}
	lines, err := cmdkit.ReadLines(a, file)
	if got := fmt.Sprint(lines); err != nil || got != "[line 1, Sales line 3, All staff]" {
		t.Errorf("%s, %v", got, err)
	}
	if none, err := cmdkit.ReadLines(a, ""); err != nil || none != nil {
		t.Errorf("%v, %v", none, err)
	}
	for _, bad := range []string{file + "x", t.TempDir()} {
		if _, err := cmdkit.ReadLines(a, bad); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}
