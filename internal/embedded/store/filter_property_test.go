package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// generator makes random users and filters over few values, so that they meet.
type generator struct{ *rand.Rand }

func pick[T any](g generator, list ...T) T { return list[g.IntN(len(list))] }

func (g generator) text() string {
	return pick(g, "", "a", "A", "Ab", "aB c", "abc", "b", "Straße", "STRASSE", "é", "e\u0301", "É", "K", "\u212a", "İ", "i", "I",
		"O'Brien", "%", "_a", "ΣΑΣ", "σας", "日本", " a ", "42", "\x7f", "😀")
}

func (g generator) time() string {
	return pick(g, "2024-01-01T00:00:00Z", "2024-01-01T00:00:00.5Z", "2023-12-31T23:59:59.9999999Z", "2024-02-29T12:30:15Z",
		"2030-06-15T08:00:00Z")
}

func (g generator) list() []string {
	out := make([]string, g.IntN(3))
	for i := range out {
		out[i] = g.text()
	}
	return out
}

// user leaves members out, or makes them null, at random.
func (g generator) user(n int) *Record {
	o := odata.NewObject("id", fmt.Sprintf("00000000-0000-4000-8000-00000000000%x", n%16)+fmt.Sprint(n))
	set := func(name string, value any) {
		switch g.IntN(5) {
		case 0:
		case 1:
			o.Set(name, nil)
		default:
			o.Set(name, value)
		}
	}
	for _, name := range []string{"displayName", "department", "city", "preferredLanguage", "streetAddress"} {
		set(name, g.text())
	}
	set("accountEnabled", g.IntN(2) == 0)
	set("isResourceAccount", g.IntN(2) == 0)
	set("createdDateTime", g.time())
	set("employeeHireDate", g.time())
	set("extension_app_number", pick[any](g, -1, 0, 1, 2, 1.5, 9007199254740993))
	set("proxyAddresses", g.list())
	o.Set("otherMails", g.list())
	set("onPremisesExtensionAttributes", map[string]any{"extensionAttribute1": pick[any](g, nil, g.text())})
	licenses := make([]map[string]any, g.IntN(3))
	for i := range licenses {
		licenses[i] = map[string]any{"skuId": pick[any](g, nil, g.text()), "disabledPlans": g.list()}
	}
	o.Set("assignedLicenses", licenses)
	return &Record{ID: o.ID(), Type: "user", Props: o}
}

func (g generator) condition(depth int) string {
	if depth > 0 && g.IntN(3) > 0 {
		switch g.IntN(4) {
		case 0:
			return "not (" + g.condition(depth-1) + ")"
		case 1:
			return "(" + g.condition(depth-1) + " or " + g.condition(depth-1) + ")"
		}
		return "(" + g.condition(depth-1) + " and " + g.condition(depth-1) + ")"
	}
	switch g.IntN(9) {
	case 0:
		return pick(g, "accountEnabled", "isResourceAccount") + pick(g, "", " eq true", " ne true", " eq false", " eq null", " ne null")
	case 1:
		return pick(g, "createdDateTime", "employeeHireDate") + g.operator() + pick(g, g.time(), "2024-01-01", "null")
	case 2:
		return "extension_app_number" + g.operator() + pick(g, "0", "1", "1.5", "-1", "null", "9007199254740993")
	case 3:
		return g.lambda()
	case 4:
		return pick(g, "otherMails/$count", "assignedLicenses/$count", "length(displayName)", "indexof(city,'a')",
			"year(employeeHireDate)", "month(createdDateTime)", "second(createdDateTime)") + g.operator() + pick(g, "0", "1", "2", "2024")
	case 5:
		return g.textOperand() + " in (" + pick(g, "null,", "") + g.quoted() + "," + g.quoted() + ")"
	case 6:
		return pick(g, "startsWith", "endsWith", "contains") + "(" + g.textOperand() + "," + g.quoted() + ")"
	case 7:
		return g.textOperand() + g.operator() + g.textOperand()
	}
	return g.textOperand() + g.operator() + pick(g, g.quoted(), g.quoted(), g.quoted(), "null")
}

func (g generator) operator() string {
	return pick(g, " eq ", " eq ", " ne ", " gt ", " ge ", " lt ", " le ")
}

func (g generator) quoted() string { return odata.QuoteString(g.text()) }

func (g generator) property() string {
	return pick(g, "displayName", "DepartMent", "department", "city", "preferredLanguage", "streetAddress",
		"onPremisesExtensionAttributes/extensionAttribute1", "id")
}

func (g generator) textOperand() string {
	switch g.IntN(8) {
	case 0:
		return "trim(" + g.property() + ")"
	case 1:
		return "substring(" + g.property() + "," + pick(g, "-1", "0", "1", "2") + pick(g, "", ",1", ",0", ",99") + ")"
	case 2:
		return "concat(" + g.property() + "," + g.quoted() + ")"
	}
	return g.property()
}

func (g generator) lambda() string {
	word := pick(g, "any", "any", "all")
	if g.IntN(2) == 0 {
		return pick(g, "otherMails/", "proxyAddresses/") + word + "(x:" + pick(g, "x"+g.operator()+g.quoted(), "startsWith(x,"+g.quoted()+")",
			"x eq displayName", "not (x gt "+g.quoted()+")") + ")"
	}
	body := pick(g, "x/skuId"+g.operator()+g.quoted(), "x/skuId eq null", "contains(x/skuId,"+g.quoted()+")",
		"x/disabledPlans/any(y:y"+g.operator()+g.quoted()+" and x/skuId ne y)", "x/disabledPlans/any()",
		"x/disabledPlans/$count gt 1", "x/skuId eq $it/city")
	return "assignedLicenses/" + word + "(x:" + body + ")"
}

// What SQL finds is what odata.Eval says of each object.
func TestFilterIsEval(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	g := generator{rand.New(rand.NewPCG(seed, 0))}
	s := open(t)
	var users []*Record
	for n := range 150 {
		users = append(users, g.user(n))
	}
	insert(t, s, users...)
	rounds := 150
	if testing.Short() {
		rounds = 50
	}
	found := 0
	for range rounds {
		text := g.condition(3)
		filter, err := odata.ParseFilter(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		want := evaluated(t, filter, users)
		got := strings.Join(ids(t, s, ListQuery{Types: []string{"user"}, Filter: filter}), " ")
		if got != want {
			t.Fatalf("seed %d, filter %s:\n%s", seed, text, differences(users, got, want))
		}
		if want != "" {
			found++
		}
	}
	if found < rounds/4 {
		t.Errorf("only %d of %d filters found anything", found, rounds)
	}
}

func evaluated(t *testing.T, filter odata.Expr, users []*Record) string {
	t.Helper()
	var fits []string
	for _, u := range users {
		ok, err := odata.Eval(filter, u.Props)
		if err != nil {
			t.Fatalf("%s: %v", filter, err)
		}
		if ok {
			fits = append(fits, u.ID)
		}
	}
	return strings.Join(fits, " ")
}

// differences shows the objects that one of the two found alone.
func differences(users []*Record, sql, eval string) string {
	var b strings.Builder
	for _, u := range users {
		bySQL, byEval := strings.Contains(sql, u.ID), strings.Contains(eval, u.ID)
		if bySQL != byEval && b.Len() < 2000 {
			fmt.Fprintf(&b, "SQL %v, Eval %v: %s\n", bySQL, byEval, u.Props.AppendJSON(nil))
		}
	}
	return b.String()
}
