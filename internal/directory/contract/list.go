package contract

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func testList(s *suite) {
	s.people("ann", "anton", "bert")
	s.must(change(directory.Update, user(upn("anton")), "accountEnabled", false, "companyName", "Contoso Ltd."))
	users := directory.Ref{Set: "users"}
	s.want("everybody", len(s.all(users, odata.Query{})), 4)
	for _, o := range s.all(users, odata.Query{Select: []string{"displayName"}}) {
		if o.String("displayName") == "" || o.Has("userPrincipalName") {
			s.Errorf("$select=displayName gives %v", o.Names())
		}
	}
	s.need(directory.CanFilter)
	for filter, want := range map[string]string{
		"startsWith(displayName,'an')":                            "ann anton",
		"startswith(displayName,'AN') and accountEnabled eq true": "ann",
		"displayName eq 'Bert'":                                   "bert",
		"displayName in ('ann','bert')":                           "ann bert",
		"accountEnabled eq false or displayName eq 'bert'":        "anton bert",
		"startsWith(displayName,'an') and displayName ne 'ann'":   "anton",
		"not(startsWith(displayName,'an')) and userType eq 'Member' and startsWith(userPrincipalName,'bert')": "bert",
		"endsWith(userPrincipalName,'on@" + Domain + "')":                                                     "anton",
		"companyName eq 'Contoso Ltd.'":                                                                       "anton",
		"displayName eq 'nobody'":                                                                             "",
	} {
		s.want(filter, strings.Join(s.values(users, odata.Query{Filter: filter}, "displayName"), " "), want)
	}
	var sorted []string
	for _, o := range s.all(users, odata.Query{Filter: "startsWith(userPrincipalName,'an') or displayName eq 'bert'", OrderBy: "displayName desc"}) {
		sorted = append(sorted, o.String("displayName"))
	}
	s.want("sorted", sorted, "[bert anton ann]")
	n, err := s.Get(s.Context(), directory.Ref{Set: "users", Path: "$count"}, odata.Query{Filter: "startsWith(displayName,'an')"})
	if err != nil {
		s.Fatal(err)
	}
	count, _ := n.Raw("value")
	s.want("$count", string(count), "2")
}

func testSlips(s *suite) {
	s.need(directory.CanFilter)
	for _, q := range []odata.Query{
		{Filter: "displayName eq 'x"},
		{Filter: "displayName equals 'x'"},
		{Filter: "displayNme eq 'x'"},
		{OrderBy: "displayNme"},
		{Select: []string{"displayNme"}},
	} {
		n := 0
		for _, err := range s.List(s.Context(), directory.Ref{Set: "users"}, q) {
			if n++; !errors.Is(err, apierr.Invalid) {
				s.Errorf("%+v: %v, want an invalid one", q, err)
			}
		}
		s.want("elements", n, 1)
	}
}

// testPages lists more objects than two of the largest pages hold.
func testPages(s *suite) {
	const total = 2500
	var ops []*directory.Operation
	for i := range total {
		ops = append(ops, newGroup(fmt.Sprintf("g%04d", i)))
	}
	s.must(ops...)
	groups := directory.Ref{Set: "groups"}
	for _, top := range []int{0, 100, 999} {
		seen := map[string]bool{}
		for _, o := range s.all(groups, odata.Query{Top: top, Select: []string{"id"}}) {
			seen[o.ID()] = true
		}
		s.want(fmt.Sprintf("groups in pages of %d", top), len(seen), total)
	}
	n := 0
	for _, err := range s.List(s.Context(), groups, odata.Query{}) {
		if n++; err != nil || n == 1500 {
			break
		}
	}
	s.want("objects before the caller stops", n, 1500)
	s.cancelsMidList(groups)
}

func (s *suite) cancelsMidList(ref directory.Ref) {
	ctx, cancel := context.WithCancel(s.Context())
	defer cancel()
	n, errs := 0, 0
	for _, err := range s.List(ctx, ref, odata.Query{Top: 100}) {
		switch {
		case err == nil:
			n++
		case !errors.Is(err, apierr.Interrupted):
			s.Errorf("a list whose context was canceled ends with %v", err)
			fallthrough
		default:
			errs++
		}
		if n == 250 {
			cancel()
		}
	}
	if errs != 1 || n < 250 || n > 400 {
		s.Errorf("%d objects and %d errors after the context was canceled at 250", n, errs)
	}
}

// testOddNames has names that a quoting mistake would break.
func testOddNames(s *suite) {
	names := []string{
		"O'Brien", "''", "日本語 太郎", "مها العتيبي", "שלום", "Zoë 👩‍👩‍👧", "e\u0301lan", "İstanbul ß",
		"100% & more? #1 + 2 = 3", `back\slash "quoted"`, "a/b//c", "eq 'x' or true", "tab\tinside", "<b>&amp;</b>",
	}
	var ops []*directory.Operation
	for i, name := range names {
		op := newUser(fmt.Sprint("odd", i))
		op.Body.Set("displayName", name)
		ops = append(ops, op)
	}
	ids := s.ids(ops)
	for i, name := range names {
		o, err := s.Get(s.Context(), user(ids[i]), odata.Query{Select: []string{"displayName"}})
		if err != nil {
			s.Fatal(err)
		}
		s.want("displayName", fmt.Sprintf("%q", o.String("displayName")), fmt.Sprintf("%q", name))
		if s.Supports(directory.CanFilter) {
			filter := "displayName eq " + odata.QuoteString(name)
			s.want(filter, s.values(directory.Ref{Set: "users"}, odata.Query{Filter: filter}, "id"), ids[i:i+1])
		}
	}
}

// testOddKeys has user names that a path must encode.
func testOddKeys(s *suite) {
	names := []string{"o'brien", "adele_fabrikam.com#EXT#", "a.b-c_d!e^f~g"}
	var ops []*directory.Operation
	for i, name := range names {
		op := newUser(name)
		op.Body.Set("mailNickname", fmt.Sprint("odd", i))
		ops = append(ops, op)
	}
	ids := s.ids(ops)
	for i, name := range names {
		o, err := s.Get(s.Context(), user(upn(name)), odata.Query{})
		if err != nil {
			s.Errorf("get %s: %v", upn(name), err)
			continue
		}
		s.want(upn(name), o.ID(), ids[i])
		s.must(change(directory.Update, user(upn(name)), "city", "Ürümqi"))
		s.must(change(directory.Delete, user(upn(name))))
	}
}

// testForeignDomains has a user name in a domain that is not written in
// ASCII: the directory knows it by its other form.
func testForeignDomains(s *suite) {
	domain := directory.Ref{Set: "domains", Key: "xn--bcher-kva.example"} // bücher.example
	s.must(create("domains", domain.Key, "id", domain.Key), change(directory.Invoke, domain.Below("verify")))
	op := newUser("lee")
	op.Body.Set("userPrincipalName", "lee@"+domain.Key)
	lee := s.ids([]*directory.Operation{op})[0]
	team := s.groups("team")[0]
	s.must(relate(directory.Link, group(team, "members"), lee))
	for _, upn := range []string{"lee@" + domain.Key, "LEE@XN--bcher-kva.example"} {
		o, err := s.Get(s.Context(), user(upn), odata.Query{Select: []string{"id"}})
		if err != nil || o.ID() != lee {
			s.Fatalf("get %s: %v", upn, err)
		}
		s.want("groups of "+upn, s.idsOf(user(upn).Below("getMemberGroups"), "securityEnabledOnly", true), []string{team})
	}
}
