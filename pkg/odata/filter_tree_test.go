package odata

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// sameTree compares trees but for the places in the text.
func sameTree(a, b Expr) string {
	return cmp.Diff(a, b,
		cmpopts.IgnoreFields(Binary{}, "At"), cmpopts.IgnoreFields(Not{}, "At"), cmpopts.IgnoreFields(In{}, "At"),
		cmpopts.IgnoreFields(Call{}, "At"), cmpopts.IgnoreFields(Path{}, "At"), cmpopts.IgnoreFields(Lambda{}, "At"),
		cmpopts.IgnoreFields(Literal{}, "At"))
}

// treeMaker makes random trees that the grammar has.
type treeMaker struct{ *rand.Rand }

func (m treeMaker) condition(depth int) Expr {
	if depth == 0 {
		return &Path{Segments: []string{"accountEnabled"}}
	}
	switch m.IntN(9) {
	case 0, 1:
		return &Binary{Op: "and", L: m.condition(depth - 1), R: m.condition(depth - 1)}
	case 2, 3:
		return &Binary{Op: "or", L: m.condition(depth - 1), R: m.condition(depth - 1)}
	case 4:
		return &Not{X: m.condition(depth - 1)}
	case 5:
		return &In{X: m.operand(depth - 1), List: []Expr{m.literal(), m.literal()}}
	case 6:
		return m.lambda(depth)
	case 7:
		return &Call{Name: "startsWith", Args: []Expr{m.operand(depth - 1), m.literal()}}
	}
	ops := []string{"eq", "ne", "gt", "ge", "lt", "le", "has"}
	return &Binary{Op: ops[m.IntN(len(ops))], L: m.operand(depth - 1), R: m.operand(depth - 1)}
}

func (m treeMaker) lambda(depth int) Expr {
	e := &Lambda{Source: &Path{Segments: []string{"a", "b"}}, All: m.IntN(2) == 0, Var: "x"}
	if e.Body = m.condition(depth - 1); !e.All && m.IntN(3) == 0 {
		e.Var, e.Body = "", nil
	}
	return e
}

func (m treeMaker) operand(depth int) Expr {
	switch m.IntN(6) {
	case 0:
		return m.literal()
	case 1:
		return &Path{Segments: []string{"x", "microsoft.graph.user", "größe", "$count"}}
	case 2:
		return &Call{Name: "tolower", Args: []Expr{m.operand(max(depth-1, 0))}}
	case 3:
		return m.condition(max(depth, 0))
	}
	return &Path{Segments: []string{"displayName"}}
}

func (m treeMaker) literal() Expr {
	literals := []Literal{
		{Kind: Null, Text: "null"}, {Kind: Bool, Text: "true"}, {Kind: String, Text: "it's \"ü\" and 5 eq"},
		{Kind: String}, {Kind: Int, Text: "-42"}, {Kind: Decimal, Text: "1.5e-3"},
		{Kind: GUID, Text: "6fd2c87f-b296-42f0-b197-1e91e994b900"}, {Kind: Date, Text: "2024-02-29"},
		{Kind: DateTime, Text: "2024-02-29T23:59:59.123456-08:00"}, {Kind: TimeOfDay, Text: "08:30"},
		{Kind: Duration, Text: "-P1DT2H3M4.5S"}, {Kind: Enum, Type: "microsoft.graph.color", Text: "Red,Green"},
		{Kind: Binary64, Text: "T0RhdGE"},
	}
	return &literals[m.IntN(len(literals))]
}

func TestTextOfATreeParsesToTheSameTree(t *testing.T) {
	t.Parallel()
	m := treeMaker{rand.New(rand.NewPCG(1, 2))}
	for range 400 {
		tree := m.condition(1 + m.IntN(5))
		text := tree.String()
		parsed, err := ParseFilter(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if diff := sameTree(tree, parsed); diff != "" {
			t.Fatalf("%s:\n%s", text, diff)
		}
	}
}

func TestOperands(t *testing.T) {
	t.Parallel()
	e, err := ParseFilter("a eq 1 or (b eq 2 or c eq 3) or d eq 4 and e eq 5")
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, part := range Operands(e, "or") {
		parts = append(parts, part.String())
	}
	if got := strings.Join(parts, " | "); got != "a eq 1 | b eq 2 | c eq 3 | d eq 4 and e eq 5" {
		t.Error(got)
	}
	if got := Operands(e, "and"); len(got) != 1 || got[0] != e {
		t.Errorf("and: %v", got)
	}
}

func TestHostileFiltersAreBounded(t *testing.T) {
	t.Parallel()
	long := strings.TrimSuffix(strings.Repeat("a or ", 13_000), " or ")
	e, err := ParseFilter(long)
	if err != nil {
		t.Fatal(err)
	}
	if e.String() != long || len(Operands(e, "or")) != 13_000 {
		t.Error("a long chain came back otherwise")
	}
	if fits, err := Eval(e, NewObject("a", false)); fits || err != nil {
		t.Errorf("a long chain: %v, %v", fits, err)
	}
	deep := []string{
		strings.Repeat("(", 101) + "a" + strings.Repeat(")", 101),
		strings.Repeat("(", 60_000),
		strings.Repeat("not ", 16_000) + "a",
		strings.Repeat("tolower(", 8_000),
		strings.Repeat("x/any(x:", 8_000),
	}
	for _, text := range deep {
		if _, err := ParseFilter(text); err == nil || !strings.Contains(err.Error(), "nested more than 100 deep") {
			t.Errorf("%.20s: %v", text, err)
		}
	}
	if _, err := ParseFilter(strings.Repeat(" ", 65_537)); err == nil || !strings.Contains(err.Error(), "at most 65536 are read") {
		t.Errorf("too long: %v", err)
	}
	if _, err := ParseFilter(strings.Repeat("(", 100) + "a" + strings.Repeat(")", 100)); err != nil {
		t.Errorf("100 deep: %v", err)
	}
}

func TestCaretPointsAtTheFault(t *testing.T) {
	t.Parallel()
	_, err := ParseFilter("größe\teq 1 && b eq 2")
	se, ok := err.(*SyntaxError)
	if !ok {
		t.Fatal(err)
	}
	if want := "größe eq 1 && b eq 2\n           ^"; se.Caret() != want {
		t.Errorf("got\n%s\nwant\n%s", se.Caret(), want)
	}
	_, err = ParseFilter(strings.Repeat("a eq 1 or ", 500) + "= " + strings.Repeat("a", 500))
	if se, ok = err.(*SyntaxError); !ok {
		t.Fatal(err)
	}
	text, mark, _ := strings.Cut(se.Caret(), "\n")
	if len(text) > 72 || len(mark) > 72 || text[len(mark)-1] != '=' {
		t.Errorf("got\n%s", se.Caret())
	}
}

func FuzzParseFilter(f *testing.F) {
	m := treeMaker{rand.New(rand.NewPCG(3, 4))}
	for range 30 {
		f.Add(m.condition(3).String())
	}
	for _, s := range []string{
		"NOT startswith(displayName,'A')", "a eq datetime'2020-01-01T00:00:00'", "a eq 1L", "substringof('a',b)", "a eq 'O'Brien'",
		"a -eq \"x\"", "a in ('b',)", "x/any(", "isof(a,b.c)", "a eq 2020-01-01T00:00", "((((", "$it/a eq $count", "a eq X'4f'", "a eq time'PT5M'",
	} {
		f.Add(s)
	}
	o := NewObject("a", 1, "displayName", "Lee", "tags", []string{"a"}, "b", NewObject("c", nil))
	f.Fuzz(func(t *testing.T, s string) {
		e, err := ParseFilter(s)
		if err != nil {
			checkSyntaxError(t, err)
			return
		}
		again, err := ParseFilter(e.String())
		if err != nil {
			t.Fatalf("%q: %q: %v", s, e, err)
		}
		if diff := sameTree(e, again); diff != "" {
			t.Fatalf("%q: %q came back otherwise:\n%s", s, e, diff)
		}
		fits, err := Eval(e, o)
		not, errNot := Eval(&Not{X: e}, o)
		if fits && not || fmt.Sprint(err) != fmt.Sprint(errNot) {
			t.Fatalf("%q: %v, %v; not: %v, %v", s, fits, err, not, errNot)
		}
	})
}
