package odata

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestObjectKeepsOrderAndUnknownMembers(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"empty", ` {} `, `{}`},
		{"order", `{"b":1,"a":2}`, `{"b":1,"a":2}`},
		{"numbers stay as written", `{"n":1.50,"e":1E+2,"big":12345678901234567890}`, `{"n":1.50,"e":1E+2,"big":12345678901234567890}`},
		{"escapes stay", `{"s":"a\u0041\n\"<&>"}`, `{"s":"a\u0041\n\"<&>"}`},
		{"nested values become one line", "{\n \"a\" : [ 1 ,\r\n {\"b\" :\t2} ] }", `{"a":[1,{"b":2}]}`},
		{"spaces in text stay", `{"a":["x  y", "z"]}`, `{"a":["x  y","z"]}`},
		{"last of repeated members", `{"a":1,"b":2,"a":3}`, `{"a":3,"b":2}`},
		{"escaped names", `{"\u0061":1,"a":2,"q\"":3,"ü":4}`, `{"a":2,"q\"":3,"ü":4}`},
		{"empty name", `{"":null}`, `{"":null}`},
	}
	for _, tt := range tests {
		o, err := ParseObject([]byte(tt.in))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := string(o.AppendJSON(nil)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestParseObjectRefusesOtherText(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{``, "line 1, column 1: the text ends, an object was expected"},
		{`[]`, `unexpected '[', an object was expected`},
		{`{"a":1}x`, "line 1, column 8: unexpected 'x', the end of the text was expected"},
		{"{\n \"a\": 1,\n}", "line 3, column 1: unexpected '}', a name in double quotes was expected"},
		{`{"a" 1}`, "a colon was expected"},
		{`{"a":1 "b":2}`, "a comma or '}' was expected"},
		{`{a:1}`, "a name in double quotes was expected"},
		{`{"a":'x'}`, "a value was expected"},
		{`{"a":tru}`, "a value was expected"},
		{`{"a":01}`, "a comma or '}' was expected"},
		{`{"a":-}`, "a digit was expected"},
		{`{"a":1.}`, "a digit was expected"},
		{`{"a":1e}`, "a digit was expected"},
		{`{"a":"\x"}`, "no such escape"},
		{`{"a":"\u12g4"}`, "no such escape"},
		{"{\"a\":\"\n\"}", "a control character (0x0a) stands in a string"},
		{`{"a":"`, "the end of the string was expected"},
		{`{"a":[1,]}`, "a value was expected"},
		{`{"a":` + strings.Repeat("[", 100000), "nested more than 512 deep"},
	}
	for _, tt := range tests {
		_, err := ParseObject([]byte(tt.in))
		var je *JSONError
		if !errors.As(err, &je) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%.40s: %v, want %s", tt.in, err, tt.want)
		}
	}
}

func TestParseObjectFindsRepetitionsAmongMany(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&b, `,"m%d":%d`, i%12_000, i)
	}
	o, err := ParseObject([]byte("{" + b.String()[1:] + "}"))
	if err != nil {
		t.Fatal(err)
	}
	if raw, _ := o.Raw("m100"); o.Len() != 12_000 || string(raw) != "12100" {
		t.Errorf("%d members, m100 = %s; want 12000 and 12100", o.Len(), raw)
	}
}

func TestObjectSurvivesTheDecodersBuffer(t *testing.T) {
	t.Parallel()
	dec := json.NewDecoder(strings.NewReader(`{"id":"one"} {"id":"two"} {"id":"six"}`))
	var ids []string
	var objects []*Object
	for dec.More() {
		var o *Object
		if err := dec.Decode(&o); err != nil {
			t.Fatal(err)
		}
		objects = append(objects, o)
	}
	for _, o := range objects {
		ids = append(ids, o.ID())
	}
	if got := strings.Join(ids, " "); got != "one two six" {
		t.Errorf("got %s", got)
	}
}

func TestSetEncodesOnceAndOnOneLine(t *testing.T) {
	t.Parallel()
	o := NewObject("a", "<b> & 'c' \"d\"\n", "n", nil)
	o.Set("raw", json.RawMessage(" {\n\"x\": [1, 2]} "))
	o.Set("nilraw", json.RawMessage(nil))
	o.Set("sub", NewObject("y", true))
	o.Set("list", []string{"<x>"})
	o.Set("a2", []*Object{NewObject("z", 1), nil})
	o.Set("n", 5)
	o.Delete("nilraw")
	want := `{"a":"<b> & 'c' \"d\"\n","n":5,"raw":{"x":[1,2]},"sub":{"y":true},"list":["<x>"],"a2":[{"z":1},null]}`
	if got := string(o.AppendJSON(nil)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var none *Object
	if b, err := json.Marshal(map[string]*Object{"o": none}); string(b) != `{"o":null}` || err != nil {
		t.Errorf("nil object: %s, %v", b, err)
	}
}

func TestObjectGivesTypedMembers(t *testing.T) {
	t.Parallel()
	o, err := ParseObject([]byte(`{"id":"x","s":"ä\n","b":false,"n":null,"l":["a","b"],"o":{"k":1},"i":7}`))
	if err != nil {
		t.Fatal(err)
	}
	b, ok := o.Bool("b")
	_, numberIsBool := o.Bool("i")
	var i int
	switch {
	case o.ID() != "x" || o.String("s") != "ä\n" || o.String("n") != "" || o.String("i") != "":
		t.Error("String")
	case b || !ok || numberIsBool:
		t.Error("Bool")
	case !o.IsNull("n") || !o.IsNull("absent") || o.IsNull("b") || !o.Has("n") || o.Has("absent"):
		t.Error("IsNull, Has")
	case strings.Join(o.Strings("l"), ",") != "a,b" || o.Strings("s") != nil:
		t.Error("Strings")
	case o.Object("o").Len() != 1 || o.Object("s") != nil || o.Object("absent") != nil:
		t.Error("Object")
	case o.Decode("i", &i) != nil || i != 7 || o.Decode("absent", &i) == nil:
		t.Error("Decode")
	}
	c := o.Clone()
	c.Set("id", "y")
	c.Delete("s")
	if o.ID() != "x" || !o.Has("s") || strings.Join(c.Names(), ",") != "id,b,n,l,o,i" {
		t.Errorf("Clone: %s, %v", o.ID(), c.Names())
	}
}
