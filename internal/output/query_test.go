package output

import (
	"errors"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

const (
	adele = `{"id":"1","displayName":"Adele","accountEnabled":true,"size":9007199254740993,"phones":["1","2"]}`
	basil = `{"id":"2","displayName":"Basil","accountEnabled":false,"size":1.50,"phones":[]}`
)

func TestQueries(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		o      Options
		single bool // one object, otherwise the list of both
		want   string
	}{
		{"JMESPath prints JSON", Options{Query: "[].displayName"}, false, lines("[", `  "Adele",`, `  "Basil"`, "]")},
		{"strings stay JSON", Options{Query: "displayName"}, true, lines(`"Adele"`)},
		{"members keep the order of the expression", Options{Query: "[].{name: displayName, a: id}"}, false,
			lines("[", "  {", `    "name": "Adele",`, `    "a": "1"`, "  },", "  {", `    "name": "Basil",`, `    "a": "2"`, "  }", "]")},
		{"or that of the object", Options{Query: "[1]"}, false,
			lines("{", `  "id": "2",`, `  "displayName": "Basil",`, `  "accountEnabled": false,`, `  "size": 1.5,`, `  "phones": []`, "}")},
		{"nothing is null", Options{Query: "nosuch"}, true, lines("null")},
		{"a filter", Options{Query: "[?accountEnabled].id | [0]"}, false, lines(`"1"`)},
		{"table of objects", Options{Query: "[].{name: displayName, id: id}", Format: "table"}, false,
			lines("NAME   ID", "Adele  1", "Basil  2")},
		{"table of one object", Options{Query: "[0].{name: displayName, id: id}", Format: "table"}, false, lines("name  Adele", "id    1")},
		{"table of lists", Options{Query: "[].[id, displayName]", Format: "table"}, false, lines("1  Adele", "2  Basil")},
		{"csv of objects", Options{Query: "[].{name: displayName, id: id}", Format: "csv"}, false, lines("name,id", "Adele,1", "Basil,2")},
		{"tsv of lists", Options{Query: "[].[id, phones]", Format: "tsv"}, false, lines("1\t1;2", "2\t")},
		{"tsv of scalars", Options{Query: "[].displayName", Format: "tsv"}, false, lines("Adele", "Basil")},
		{"tsv of a scalar", Options{Query: "[0].displayName", Format: "tsv"}, false, lines("Adele")},
		{"ids", Options{Query: "[?id=='2']", Format: "id"}, false, lines("2")},
		{"ids of scalars", Options{Query: "[].displayName", Format: "id"}, false, lines("Adele", "Basil")},
		{"jsonl", Options{Query: "[].{id: id}", Format: "jsonl"}, false, lines(`{"id":"1"}`, `{"id":"2"}`)},
		{"yaml", Options{Query: "[].{n: displayName, id: id}", Format: "yaml"}, false, lines(`- "n": Adele`, `  id: "1"`, `- "n": Basil`, `  id: "2"`)},
		{"an empty result in a table", Options{Query: "[?id=='3']", Format: "table"}, false, ""},
		{"null in tsv is no row", Options{Query: "nosuch", Format: "tsv"}, true, ""},

		{"jq prints strings raw", Options{JQ: ".[].displayName"}, false, lines("Adele", "Basil")},
		{"but not in a format", Options{JQ: ".[].displayName", Format: "json"}, false, lines(`"Adele"`, `"Basil"`)},
		{"numbers stay as they are", Options{JQ: ".[].size"}, false, lines("9007199254740993", "1.50")},
		{"order of a construction", Options{JQ: ".[] | {displayName, id}", Format: "jsonl"}, false,
			lines(`{"displayName":"Adele","id":"1"}`, `{"displayName":"Basil","id":"2"}`)},
		{"jq objects are rows", Options{JQ: ".[] | {displayName, id}", Format: "csv"}, false, lines("displayName,id", "Adele,1", "Basil,2")},
		{"a document for each result", Options{JQ: ".[] | {id}", Format: "yaml"}, false, lines(`id: "1"`, "---", `id: "2"`)},
		{"objects are indented", Options{JQ: "{id, phones}"}, true, lines("{", `  "id": "1",`, `  "phones": [`, `    "1",`, `    "2"`, "  ]", "}")},
		{"no result prints nothing", Options{JQ: "empty"}, true, ""},
		{"halt ends quietly", Options{JQ: ".id, halt, 1"}, true, lines("1")},
		{"the environment is not seen", Options{JQ: "env | length"}, true, lines("0")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p, out := printer(t, test.o)
			var err error
			if test.single {
				err = p.Object(nil, parse(t, adele))
			} else {
				err = p.List(nil, list(nil, parse(t, adele), parse(t, basil)))
			}
			if err != nil || out.String() != test.want {
				t.Errorf("error %v, got\n%s\nwant\n%s", err, out, test.want)
			}
		})
	}
}

func TestQueriesThatCannotBe(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{{Query: "[", Format: "json"}, {JQ: ".["}, {JQ: "nosuch(1)"}, {Query: "a", JQ: ".a"}} {
		_, err := New(o)
		if apierr.KindOf(err) != apierr.Usage {
			t.Errorf("%+v: %v", o, err)
		}
	}
	p, out := printer(t, Options{JQ: ".id, (.id | .x)"})
	if err := p.Object(nil, parse(t, adele)); apierr.KindOf(err) != apierr.Usage || !strings.Contains(err.Error(), "--jq") {
		t.Errorf("a program that fails: %v", err)
	}
	if out.String() != "1\n" {
		t.Errorf("what came before the failure is printed, not %q", out)
	}
	p, out = printer(t, Options{Query: "length(@)"})
	if err := p.List(nil, list(errBroken, parse(t, adele))); !errors.Is(err, errBroken) || out.Len() > 0 {
		t.Errorf("half a list is no input: %v, %q", err, out)
	}
	p, _ = printer(t, Options{Query: "abs(displayName)"})
	if err := p.Object(nil, parse(t, adele)); apierr.KindOf(err) != apierr.Usage {
		t.Errorf("a function on the wrong type: %v", err)
	}
}
