package output

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func TestSelectKeepsTheOrderAndKnowsEveryMember(t *testing.T) {
	t.Parallel()
	cols := Select(userColumns(), []string{"ID", "businessPhones", "manager/displayName", "extra"})
	o := parse(t, `{"id":"1","businessPhones":["a",null,"b"],"manager":{"displayName":"Miriam"},"Extra":{"a":[1, 2]},"x":1}`)
	want := []string{"1", "a;;b", "Miriam", `{"a":[1,2]}`}
	if diff := cmp.Diff(want, cells(cols, o)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"id", "businessPhones", "manager/displayName", "extra"}, names(cols)); diff != "" {
		t.Error(diff)
	}
	for _, c := range cols {
		if c.Wide || !c.Picked {
			t.Errorf("%s: a column that was asked for is always there", c.Name)
		}
	}
}

func TestCells(t *testing.T) {
	t.Parallel()
	tests := []struct{ json, want string }{
		{`null`, ""}, {`true`, "true"}, {`12.50`, "12.50"}, {`""`, ""}, {`"a\nb"`, "a\nb"}, {`"\u00e9"`, "é"},
		{`[]`, ""}, {`["a"]`, "a"}, {`["a",{"b":1}]`, `a;{"b":1}`}, {`{}`, "{}"},
		{`"2026-01-02T03:04:05Z"`, "2026-01-02T03:04:05Z"},
		{`"2026-01-02T03:04:05.1234567+02:00"`, "2026-01-02T01:04:05.1234567Z"},
		{`"2026-01-02Tnot a time at all"`, "2026-01-02Tnot a time at all"},
	}
	for _, test := range tests {
		o := parse(t, `{"v":`+test.json+`}`)
		if got := (Column{Name: "v"}).text(o); got != test.want {
			t.Errorf("%s gives %q, want %q", test.json, got, test.want)
		}
	}
}

func TestFromValueKeepsTheOrderOfFields(t *testing.T) {
	t.Parallel()
	o, err := FromValue(struct {
		Z string `json:"z"`
		A []int  `json:"a"`
	}{"<&>", []int{}})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(o.AppendJSON(nil)); got != `{"z":"<&>","a":[]}` {
		t.Errorf("got %s", got)
	}
	if _, err := FromValue([]int{1}); err == nil {
		t.Error("a list is no object")
	}
}

func TestSecretFileIsNewAndPrivate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "secret")
	if err := WriteSecretFile(path, "hush\n"); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if err := WriteSecretFile(path, "other"); apierr.KindOf(err) != apierr.Usage {
		t.Errorf("a file that exists: %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "hush\n" {
		t.Errorf("the file holds %q", text)
	}
	if err := WriteSecretFile(filepath.Join(path, "below"), "x"); err == nil {
		t.Error("a folder that is none was written to")
	}
}
