package output

import (
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/testkit"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// people are rows that are hard to lay out: wide, combining, right-to-left
// and control characters, emoji, line breaks, nulls and long values.
func people(t testing.TB) []*odata.Object {
	return []*odata.Object{
		parse(t, `{"id":"00000000-0000-0000-0000-000000000001","userPrincipalName":"lee.gu@contoso.onmicrosoft.com","displayName":"Lee Gu","accountEnabled":true,"jobTitle":"Director","department":"Sales","businessPhones":["+1 425 555 0100","+1 425 555 0101"]}`),
		parse(t, `{"id":"00000000-0000-0000-0000-000000000002","userPrincipalName":"sakura@contoso.onmicrosoft.com","displayName":"山田 さくら","accountEnabled":false,"jobTitle":null,"department":"研究開発部","businessPhones":[]}`),
		parse(t, `{"id":"00000000-0000-0000-0000-000000000003","userPrincipalName":"zoe@contoso.onmicrosoft.com","displayName":"Zoe\u0301 Mu\u0308ller","accountEnabled":true,"jobTitle":"Senior vice president for everything that nobody else wanted to do","department":"שיווק"}`),
		parse(t, `{"id":"00000000-0000-0000-0000-000000000004","userPrincipalName":"evil@contoso.onmicrosoft.com","displayName":"\u001b[31mred\u001b]0;title\u0007\u202egnp.exe\u009b2J","accountEnabled":true,"jobTitle":"two\nlines\tand a tab","department":"  كتاب 😀"}`),
	}
}

func TestTableFitsTheTerminal(t *testing.T) {
	t.Parallel()
	for _, width := range []int{0, 40, 80, 120, 200} {
		name := fmt.Sprintf("table-%d", width)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, out := printer(t, Options{Format: "table", Width: width})
			if err := p.List(userColumns(), list(nil, people(t)...)); err != nil {
				t.Fatal(err)
			}
			if strings.ContainsAny(out.String(), "\x1b\a\t\u009b\u202e") {
				t.Errorf("a control character reached the terminal: %q", out)
			}
			for line := range strings.Lines(out.String()) {
				if n := displayWidth(strings.TrimSuffix(line, "\n")); width > 0 && n > width {
					t.Errorf("line of %d on a terminal of %d: %s", n, width, line)
				}
			}
			testkit.Golden(t, name, out.String())
		})
	}
}

func TestWideTableIsWholeOnEveryTerminal(t *testing.T) {
	t.Parallel()
	for _, width := range []int{0, 80} {
		p, out := printer(t, Options{Format: "wide", Width: width})
		if err := p.List(userColumns(), list(nil, people(t)...)); err != nil {
			t.Fatal(err)
		}
		testkit.Golden(t, "wide", out.String())
	}
}

func TestSelectedColumnsAreCutButNeverLeftOut(t *testing.T) {
	t.Parallel()
	cols := Select(userColumns(), []string{"DISPLAYNAME", "jobTitle", "userPrincipalName", "department"})
	p, out := printer(t, Options{Format: "table", Width: 100})
	if err := p.List(cols, list(nil, people(t)...)); err != nil {
		t.Fatal(err)
	}
	testkit.Golden(t, "select-100", out.String())
}

func TestTableOfOneObject(t *testing.T) {
	t.Parallel()
	cols := Select(userColumns(), []string{"displayName", "businessPhones", "jobTitle", "passwordProfile/password", "employeeId"})
	p, out := printer(t, Options{Format: "table", Width: 20})
	o := parse(t, `{"displayName":"Lee Gu","businessPhones":["1","2"],"jobTitle":"A title that is longer than the terminal","passwordProfile":{"password":"p\\w"}}`)
	if err := p.Object(cols, o); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"displayName               Lee Gu",
		"businessPhones            1;2",
		"jobTitle                  A title that is longer than the terminal",
		`passwordProfile/password  p\w`,
		"employeeId",
		"",
	}, "\n")
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out, want)
	}
}

func TestHeadingsAreBoldOnlyInColor(t *testing.T) {
	t.Parallel()
	for _, color := range []bool{false, true} {
		p, out := printer(t, Options{Format: "table", Color: color, Width: 80})
		if err := p.List([]Column{{Name: "id"}, {Name: "displayName"}}, list(nil, parse(t, `{"id":"a long id","displayName":"x"}`))); err != nil {
			t.Fatal(err)
		}
		want := "ID         DISPLAY NAME\na long id  x\n"
		if color {
			want = "\x1b[1mID\x1b[0m         \x1b[1mDISPLAY NAME\x1b[0m\na long id  x\n"
		}
		if out.String() != want {
			t.Errorf("color %v: got %q, want %q", color, out, want)
		}
	}
}

// numbered yields n objects; the last has a longer key and name.
func numbered(n int) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for i := range n {
			tail := ""
			if i == n-1 {
				tail = strings.Repeat("x", 30)
			}
			o := odata.NewObject("id", fmt.Sprintf("id%06d%s", i, tail), "displayName", "Person"+tail, "city", "Köln")
			if !yield(o, nil) {
				return
			}
		}
	}
}

func TestLongTableStreams(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 30)
	tests := []struct {
		name  string
		width int
		last  string
	}{
		{"no terminal: nothing is cut", 0, "id020000" + long + "  Person" + long + "  Köln"},
		{"terminal: all but the key is cut", 80, "id020000" + long + "  Person" + strings.Repeat("x", 5) + "…  Köln"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p, out := printer(t, Options{Format: "table", Width: test.width})
			cols := []Column{{Name: "id", Key: true}, {Name: "displayName"}, {Name: "city"}}
			if err := p.List(cols, numbered(2*keptRows+1)); err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
			if len(lines) != 2*keptRows+2 || strings.Count(out.String(), "CITY") != 1 {
				t.Fatalf("%d lines, %d headings", len(lines), strings.Count(out.String(), "CITY"))
			}
			if lines[1] != "id000000  Person        Köln" || lines[2*keptRows] != "id019999  Person        Köln" {
				t.Errorf("rows %q and %q", lines[1], lines[2*keptRows])
			}
			if got := lines[2*keptRows+1]; got != test.last {
				t.Errorf("got  %q\nwant %q", got, test.last)
			}
		})
	}
}

func BenchmarkTable(b *testing.B) {
	for b.Loop() {
		p, _ := printer(b, Options{Format: "table"})
		if err := p.List([]Column{{Name: "id"}, {Name: "displayName"}, {Name: "city"}}, numbered(keptRows)); err != nil {
			b.Fatal(err)
		}
	}
}
