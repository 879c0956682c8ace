package output

import (
	"errors"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const (
	lee = `{"@odata.context":"https://x/$metadata","id":"1","displayName":"Lee \"Gu\", <Dr>","accountEnabled":true,` +
		`"businessPhones":["1","2"],"note":null,"plan":{"name":"E5","seats":[]},"new@odata.type":"#x"}`
	zoe = `{"id":"2","displayName":"Zo\u00eb\tM\\ller\u2028","accountEnabled":false,"createdDateTime":"2026-01-02T03:04:05+02:00"}`
)

func formatColumns() []Column {
	return []Column{
		{Name: "displayName", Key: true}, {Name: "accountEnabled"}, {Name: "businessPhones"},
		{Name: "note"}, {Name: "plan"}, {Name: "createdDateTime", Wide: true},
		{Name: "upper", Value: func(o *odata.Object) string { return strings.ToUpper(o.ID()) }},
	}
}

func lines(all ...string) string { return strings.Join(all, "\n") + "\n" }

func TestFormats(t *testing.T) {
	t.Parallel()
	leeIndented := []string{
		`{`, `  "id": "1",`, `  "displayName": "Lee \"Gu\", <Dr>",`, `  "accountEnabled": true,`,
		`  "businessPhones": [`, `    "1",`, `    "2"`, `  ],`, `  "note": null,`,
		`  "plan": {`, `    "name": "E5",`, `    "seats": []`, `  },`, `  "new@odata.type": "#x"`, `}`,
	}
	csvHeading := "displayName,accountEnabled,businessPhones,note,plan,createdDateTime,upper"
	csvLee := `"Lee ""Gu"", <Dr>",true,1;2,,"{""name"":""E5"",""seats"":[]}",,1`
	tests := []struct{ format, object, list, empty, failed string }{
		{
			"json",
			lines(leeIndented...),
			lines("[", "  "+strings.Join(leeIndented, "\n  ")+",",
				"  {", `    "id": "2",`, `    "displayName": "Zoë\tM\\ller\u2028",`, `    "accountEnabled": false,`,
				`    "createdDateTime": "2026-01-02T03:04:05+02:00"`, "  }", "]"),
			"[]\n",
			lines("[", "  "+strings.Join(leeIndented, "\n  ")),
		},
		{
			"jsonl",
			`{"id":"1","displayName":"Lee \"Gu\", <Dr>","accountEnabled":true,"businessPhones":["1","2"],"note":null,"plan":{"name":"E5","seats":[]},"new@odata.type":"#x"}` + "\n",
			`{"id":"1","displayName":"Lee \"Gu\", <Dr>","accountEnabled":true,"businessPhones":["1","2"],"note":null,"plan":{"name":"E5","seats":[]},"new@odata.type":"#x"}` + "\n" +
				`{"id":"2","displayName":"Zoë\tM\\ller\u2028","accountEnabled":false,"createdDateTime":"2026-01-02T03:04:05+02:00"}` + "\n",
			"",
			`{"id":"1","displayName":"Lee \"Gu\", <Dr>","accountEnabled":true,"businessPhones":["1","2"],"note":null,"plan":{"name":"E5","seats":[]},"new@odata.type":"#x"}` + "\n",
		},
		{
			"yaml",
			lines(`id: "1"`, `displayName: Lee "Gu", <Dr>`, "accountEnabled: true", "businessPhones:", `  - "1"`, `  - "2"`,
				"note: null", "plan:", "  name: E5", "  seats: []", `new@odata.type: "#x"`),
			lines(`- id: "1"`, `  displayName: Lee "Gu", <Dr>`, "  accountEnabled: true", "  businessPhones:", `    - "1"`, `    - "2"`,
				"  note: null", "  plan:", "    name: E5", "    seats: []", `  new@odata.type: "#x"`,
				`- id: "2"`, `  displayName: "Zoë\tM\\ller\u2028"`, "  accountEnabled: false", `  createdDateTime: "2026-01-02T03:04:05+02:00"`),
			"[]\n",
			lines(`- id: "1"`, `  displayName: Lee "Gu", <Dr>`, "  accountEnabled: true", "  businessPhones:", `    - "1"`, `    - "2"`,
				"  note: null", "  plan:", "    name: E5", "    seats: []", `  new@odata.type: "#x"`),
		},
		{
			"csv",
			lines(csvHeading, csvLee),
			lines(csvHeading, csvLee, "Zoë\tM\\ller\u2028,false,,,,2026-01-02T01:04:05Z,2"),
			lines(csvHeading),
			lines(csvHeading, csvLee),
		},
		{
			"tsv",
			"Lee \"Gu\", <Dr>\ttrue\t1;2\t\t" + `{"name":"E5","seats":[]}` + "\t\t1\n",
			"Lee \"Gu\", <Dr>\ttrue\t1;2\t\t" + `{"name":"E5","seats":[]}` + "\t\t1\n" +
				`Zoë\tM\\ller` + "\u2028\tfalse\t\t\t\t2026-01-02T01:04:05Z\t2\n",
			"",
			"Lee \"Gu\", <Dr>\ttrue\t1;2\t\t" + `{"name":"E5","seats":[]}` + "\t\t1\n",
		},
		{"id", "1\n", "1\n2\n", "", "1\n"},
		{
			"table",
			lines("displayName      Lee \"Gu\", <Dr>", "accountEnabled   true", "businessPhones   1;2", "note",
				`plan             {"name":"E5","seats":[]}`, "createdDateTime", "upper            1"),
			lines("DISPLAY NAME    ACCOUNT ENABLED  BUSINESS PHONES  NOTE  PLAN                      UPPER",
				`Lee "Gu", <Dr>  true             1;2                    {"name":"E5","seats":[]}  1`,
				`Zoë M\ller      false                                                             2`),
			"",
			lines("DISPLAY NAME    ACCOUNT ENABLED  BUSINESS PHONES  NOTE  PLAN                      UPPER",
				`Lee "Gu", <Dr>  true             1;2                    {"name":"E5","seats":[]}  1`),
		},
	}
	for _, test := range tests {
		t.Run(test.format, func(t *testing.T) {
			t.Parallel()
			o, other := parse(t, lee), parse(t, zoe)
			cases := []struct {
				name, want string
				err        error
				print      func(*Printer) error
			}{
				{"object", test.object, nil, func(p *Printer) error { return p.Object(formatColumns(), o) }},
				{"list", test.list, nil, func(p *Printer) error { return p.List(formatColumns(), list(nil, o, other)) }},
				{"empty list", test.empty, nil, func(p *Printer) error { return p.List(formatColumns(), list(nil)) }},
				{"list that fails midway", test.failed, errBroken, func(p *Printer) error { return p.List(formatColumns(), list(errBroken, o)) }},
				{"list that fails at once", "", errBroken, func(p *Printer) error { return p.List(formatColumns(), list(errBroken)) }},
			}
			for _, c := range cases {
				p, out := printer(t, Options{Format: test.format})
				if err := c.print(p); !errors.Is(err, c.err) {
					t.Errorf("%s: error %v, want %v", c.name, err, c.err)
				}
				if out.String() != c.want {
					t.Errorf("%s: got\n%s\nwant\n%s", c.name, out, c.want)
				}
			}
		})
	}
}

func TestFormatIsTableUnlessAskedFor(t *testing.T) {
	t.Parallel()
	p, out := printer(t, Options{})
	if err := p.List([]Column{{Name: "id"}}, list(nil, parse(t, zoe))); err != nil || out.String() != "ID\n2\n" {
		t.Errorf("got %q, %v", out, err)
	}
	if _, err := New(Options{Format: "xml"}); apierr.KindOf(err) != apierr.Usage || !strings.Contains(apierr.As(err).Hint, "jsonl") {
		t.Errorf("unknown format: %v", err)
	}
}

func TestIDOfObjectsWithoutOne(t *testing.T) {
	t.Parallel()
	p, out := printer(t, Options{Format: "id"})
	cols := []Column{{Name: "note"}, {Name: "skuPartNumber", Key: true}}
	if err := p.List(cols, list(nil, parse(t, `{"note":"n","skuPartNumber":"E5"}`))); err != nil || out.String() != "E5\n" {
		t.Errorf("got %q, %v", out, err)
	}
	p, _ = printer(t, Options{Format: "id"})
	if err := p.Object(nil, parse(t, `{"note":"n"}`)); apierr.KindOf(err) != apierr.Usage {
		t.Errorf("nothing to print: %v", err)
	}
}

// failingWriter takes so many bytes and then fails.
type failingWriter struct {
	left int
	err  error
}

func (w *failingWriter) Write(p []byte) (int, error) {
	if len(p) > w.left {
		return 0, w.err
	}
	w.left -= len(p)
	return len(p), nil
}

func TestPrintingStopsWhenOutFails(t *testing.T) {
	t.Parallel()
	for _, format := range Formats() {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			p, err := New(Options{Format: format, Out: &failingWriter{left: 100 << 10, err: errBroken}})
			if err != nil {
				t.Fatal(err)
			}
			asked := 0
			counted := func(yield func(*odata.Object, error) bool) {
				for o, err := range numbered(100_000) {
					asked++
					if !yield(o, err) {
						return
					}
				}
			}
			if err := p.List([]Column{{Name: "id"}, {Name: "displayName"}}, counted); !errors.Is(err, errBroken) {
				t.Errorf("error %v", err)
			}
			if asked == 100_000 {
				t.Error("the list was read to its end all the same")
			}
		})
	}
}

func TestNoControlCharacterReachesATerminal(t *testing.T) {
	t.Parallel()
	o := parse(t, `{"id":"\u001b]0;x\u0007","displayName":"a\u009bb\u007f\rc`+"\u0085\x7fé\u00a0"+`"}`)
	for _, format := range Formats() {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			p, out := printer(t, Options{Format: format, Width: 80})
			if err := p.List([]Column{{Name: "id"}, {Name: "displayName"}}, list(nil, o)); err != nil {
				t.Fatal(err)
			}
			if strings.ContainsAny(out.String(), "\x1b\a\r\x7f\u0085\u009b") {
				t.Errorf("got %q", out)
			}
			if format != "id" && !strings.Contains(out.String(), "é") {
				t.Errorf("a harmless character is gone: %q", out)
			}
		})
	}
	p, out := printer(t, Options{Format: "tsv"})
	if err := p.List([]Column{{Name: "id"}}, list(nil, o)); err != nil || out.String() != "\x1b]0;x\a\n" {
		t.Errorf("what is no terminal gets the data as it is, not %q, %v", out, err)
	}
}
