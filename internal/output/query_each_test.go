package output

import (
	"errors"
	"testing"

	"github.com/itchyny/gojq"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestProgramsThatTakeEachObject(t *testing.T) {
	t.Parallel()
	for program, want := range map[string]bool{
		".[]": true, ".[].id": true, ".[].a.b[]?": true, ".[] | .a, .b": true, ".[] | select(.id == \"1\") | .a": true,
		".[] | {a, b: (.c // 1)}": true, ".[] | . as $x | $x.a": true,
		".[0]": false, ".": false, "length": false, "[.[]]": false, ".[].a, .[].b": false, ".[].a // 1": false,
		".[] as $x | .": false, ".[][length]": false, "first(.[])": false, ".[] | halt": false, ".[].a + 1": false,
		"def f: .; .[] | f": false, "map(.id)": false,
	} {
		parsed, err := gojq.Parse(program)
		if err != nil {
			t.Fatal(program, err)
		}
		if got := takesEach(parsed); got != want {
			t.Errorf("%s: %v, want %v", program, got, want)
		}
	}
}

func TestProgramForEachObjectPrintsAsTheListComes(t *testing.T) {
	t.Parallel()
	p, out := printer(t, Options{JQ: `.[] | select(.id != "3") | .id`})
	before := 0
	objects := func(yield func(*odata.Object, error) bool) {
		for _, id := range []string{"1", "2", "3"} {
			before = p.out.Buffered()
			if !yield(odata.NewObject("id", id), nil) {
				return
			}
		}
		yield(nil, errBroken)
	}
	if err := p.List(nil, objects); !errors.Is(err, errBroken) {
		t.Errorf("error %v", err)
	}
	if before != len("1\n2\n") || out.String() != "1\n2\n" {
		t.Errorf("%d bytes were printed before the last object; in all %q", before, out)
	}
}
