package membershipcmd

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// asked is a directory with functions and some capabilities.
type asked struct {
	*faulty.Directory
	can    []directory.Capability
	answer string // JSON
	calls  []string
}

func (d *asked) Supports(c directory.Capability) bool {
	for _, able := range d.can {
		if able == c {
			return true
		}
	}
	return c == directory.CanFilter
}

func (d *asked) Call(_ context.Context, ref directory.Ref, args *odata.Object) (*odata.Object, error) {
	d.calls = append(d.calls, fmt.Sprintf("%s %s", ref, args.AppendJSON(nil)))
	return odata.ParseObject([]byte(d.answer))
}

func lee() cmdkit.Match {
	return cmdkit.Match{Noun: noun.User(), Object: odata.NewObject("id", "L", "userPrincipalName", "lee@contoso.com")}
}

// TestIsMember asks the function for one group where there is one.
func TestIsMember(t *testing.T) {
	t.Parallel()
	able := []directory.Capability{directory.CanIsMemberOf}
	const one, several = `directoryObjects/isMemberOf {"groupId":"G","memberId":"L"}`, `users/L/checkMemberGroups {"groupIds":["G"]}`
	for _, tt := range []struct {
		can    []directory.Capability
		answer string
		call   string
		want   string
	}{
		{able, `{"value":true}`, one, "true <nil>"},
		{able, `{"value":false}`, one, "false <nil>"},
		{able, `{"value":"yes"}`, one, "false directoryObjects/isMemberOf: the answer is neither true nor false"},
		{nil, `{"value":["g"]}`, several, "true <nil>"},
		{nil, `{"value":[]}`, several, "false <nil>"},
	} {
		d := &asked{Directory: faulty.New(), can: tt.can, answer: tt.answer}
		member, err := isMember(t.Context(), d, lee(), odata.NewObject("id", "G"))
		if got := fmt.Sprint(member, " ", err); got != tt.want || strings.Join(d.calls, "; ") != tt.call {
			t.Errorf("%s: %s, want %s; asked %v", tt.answer, got, tt.want, d.calls)
		}
	}
}

func TestFindGroups(t *testing.T) {
	t.Parallel()
	d := faulty.New()
	d.Add("groups", "mailNickname", "staff", "displayName", "Staff")
	sales := d.Add("groups", "mailNickname", "sales", "displayName", "Sales Germany")
	d.Add("groups", "mailNickname", "one", "displayName", "Twin")
	d.Add("groups", "mailNickname", "two", "displayName", "Twin")
	for name, tt := range map[string]struct{ lines, found, fails string }{
		"by all names":    {"staff,sales germany", "Staff,Sales Germany", ""},
		"each once":       {"Sales Germany,STAFF,sales," + strings.ToUpper(sales), "Sales Germany,Staff", ""},
		"one is missing":  {"staff,sals,sales", "Staff,Sales Germany", "group sals: no such group"},
		"several missing": {"sals,stff,sales", "Sales Germany", "2 of 3 groups are not there"},
		"many missing":    {"a1,a2,a3,a4,a5,a6,a7,a8", "", "8 of 8 groups are not there"},
	} {
		var lines []cmdkit.Line
		for word := range strings.SplitSeq(tt.lines, ",") {
			lines = append(lines, cmdkit.Line{Text: word})
		}
		g, err := findGroups(t.Context(), d, lines)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var found []string
		for _, o := range g.found {
			found = append(found, o.String("displayName"))
		}
		fails := ""
		if err := g.err(len(lines)); err != nil {
			fails = err.Error()
		}
		if strings.Join(found, ",") != tt.found || fails != tt.fails {
			t.Errorf("%s: %v, %q", name, found, fails)
		}
	}
	g, err := findGroups(t.Context(), d, []cmdkit.Line{{Text: "staff"}, {Text: "Twin"}})
	if apierr.KindOf(err) != apierr.Ambiguous || g != nil {
		t.Errorf("Twin: %v", err)
	}
}

// TestInstead names what answers where there are too many groups.
func TestInstead(t *testing.T) {
	t.Parallel()
	big := &apierr.Error{Kind: apierr.Invalid, Code: tooMany, Status: 400, Message: "The result size limit has been exceeded."}
	group := cmdkit.Match{Noun: noun.Group(), Object: odata.NewObject("id", "G")}
	for _, tt := range []struct {
		who      cmdkit.Match
		can      []directory.Capability
		security bool
		has, not string
	}{
		{lee(), []directory.Capability{directory.CanTransitive}, false, "user member-of list lee --transitive` lists all", "security"},
		{lee(), nil, false, "--security-enabled-only leaves the other groups out; `user member-of list lee` lists those", "transitive"},
		{lee(), nil, true, "user member-of list lee` lists those", "security"},
		{group, nil, false, "membership test", "user member-of"},
	} {
		o := &listOptions{who: principal{arg: "lee"}, security: tt.security}
		e := apierr.As(o.explain(big, tt.who, &asked{Directory: faulty.New(), can: tt.can}))
		if e.Code != tooMany || !strings.Contains(e.Hint, tt.has) || strings.Contains(e.Hint, tt.not) {
			t.Errorf("%v: %s", tt.can, e.Hint)
		}
	}
	if big.Hint != "" {
		t.Error("the directory's own error was changed")
	}
}

func TestKinds(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"": "user group contact sp", "User": "user", "orgContact,group": "contact group", "servicePrincipal, sp": "sp",
	} {
		p := principal{}
		if words != "" {
			p.types = strings.Split(words, ",")
		}
		nouns, err := p.nouns()
		var got []string
		for _, n := range nouns {
			got = append(got, n.Name)
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%q: %v, %v", words, got, err)
		}
	}
	p := principal{types: []string{"device"}}
	if _, err := p.nouns(); apierr.KindOf(err) != apierr.Usage {
		t.Errorf("device: %v", err)
	}
}
