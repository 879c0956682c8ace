package odata

import (
	"strings"
	"testing"
)

func TestParsePage(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		want     Page // without Value
		ids      string
	}{
		{"version 4", `{"@odata.context":"c","@odata.count":12,"@odata.nextLink":"https://h/n?\u0024skiptoken=x","value":[{"id":"a"},{"id":"b","x":1}]}`,
			Page{Context: "c", Count: 12, NextLink: "https://h/n?$skiptoken=x"}, "a b"},
		{"delta", `{"value":[],"@odata.deltaLink":"https://h/d"}`, Page{Count: -1, DeltaLink: "https://h/d"}, ""},
		{"version 4.01", `{"@context":"c","@count":3,"@nextLink":"n","value":[{"id":"a"}]}`,
			Page{Context: "c", Count: 3, NextLink: "n"}, "a"},
		{"version 3", `{"odata.metadata":"m","odata.nextLink":"directoryObjects/$/x","odata.count":"7","value":[{"id":"a"}]}`,
			Page{Context: "m", Count: 7, NextLink: "directoryObjects/$/x"}, "a"},
		{"differential query", `{"aad.nextLink":"n","aad.deltaLink":"d","value":[]}`, Page{Count: -1, NextLink: "n", DeltaLink: "d"}, ""},
		{"white space, unknown members", "{ \"x\" : { \"y\" : [ ] } ,\n \"value\" : [ { \"id\" : \"a\" } ] , \"z\":null}\n", Page{Count: -1}, "a"},
		{"nulls", `{"@odata.nextLink":null,"@odata.count":null,"value":[]}`, Page{Count: -1}, ""},
		{"other order and members missing", `{"value":[{"id":"a","b":1,"c":2},{"c":1,"id":"b"},{"id":"c","c":3},{"x":0,"id":"d","b":1,"c":2,"id":"e"}]}`, Page{Count: -1}, "a b c e"},
	}
	for _, tt := range tests {
		p, err := ParsePage([]byte(tt.in))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var ids []string
		for _, o := range p.Value {
			ids = append(ids, o.ID())
		}
		got := *p
		got.Value = nil
		if got.Context != tt.want.Context || got.Count != tt.want.Count || got.NextLink != tt.want.NextLink ||
			got.DeltaLink != tt.want.DeltaLink || strings.Join(ids, " ") != tt.ids {
			t.Errorf("%s: got %+v %v, want %+v %s", tt.name, got, ids, tt.want, tt.ids)
		}
	}
}

func TestParsePageRefusesOtherText(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{``, "the text ends"},
		{`<html>`, "unexpected '<'"},
		{`[]`, "unexpected '['"},
		{`{"id":"a"}`, `the answer is no list: it has no member "value"`},
		{`{"value":true}`, "a list of objects was expected"},
		{`{"value":["a"]}`, "an object was expected"},
		{`{"value":[{"id":"a"}`, "the text ends, a comma or ']' was expected"},
		{`{"value":[]} {`, "the end of the text was expected"},
	}
	for _, tt := range tests {
		if _, err := ParsePage([]byte(tt.in)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.in, err, tt.want)
		}
	}
}
