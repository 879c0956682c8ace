package contract

import (
	"errors"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func testGet(s *suite) {
	id := s.people("lee")[0]
	for _, key := range []string{id, upn("lee"), strings.ToUpper(upn("lee"))} {
		o, err := s.Get(s.Context(), user(key), odata.Query{})
		if err != nil {
			s.Fatal(err)
		}
		s.want("id by "+key, o.ID(), id)
		if o.Has("@odata.context") || o.Has("passwordProfile") {
			s.Errorf("members %v: neither @odata.context nor the password belong to a user", o.Names())
		}
	}
	o, err := s.Get(s.Context(), user(id), odata.Query{Select: []string{"id", "accountEnabled", "jobTitle"}})
	if err != nil {
		s.Fatal(err)
	}
	enabled, ok := o.Bool("accountEnabled")
	s.want("accountEnabled", []bool{enabled, ok}, []bool{true, true})
	if !o.IsNull("jobTitle") || o.Has("displayName") {
		s.Errorf("selected members are %v", o.Names())
	}
	for _, ref := range []directory.Ref{user("00000000-0000-4000-8000-00000000dead"), user(upn("nobody")), group("00000000-0000-4000-8000-00000000dead", "")} {
		_, err := s.Get(s.Context(), ref, odata.Query{})
		if e := apierr.As(err); !errors.Is(err, apierr.NotFound) || !strings.Contains(e.Target, ref.Key) {
			s.Errorf("get %v: %v, want not found with the key in its target", ref, err)
		}
	}
}

func testCreate(s *suite) {
	outcomes := s.must(newUser("ann"), newGroup("staff"))
	s.want("displayName", outcomes[0].Object.String("displayName"), "ann")
	s.want("userPrincipalName", outcomes[0].Object.String("userPrincipalName"), upn("ann"))
	if outcomes[0].Object.Has("@odata.context") {
		s.Error("the created object has @odata.context")
	}
	if strings.Contains(string(outcomes[0].Object.AppendJSON(nil)), "Xk7!") {
		s.Error("the answer has the password")
	}
}

func testRefusals(s *suite) {
	id := s.people("ann")[0]
	s.fails(newUser("ann"), apierr.Conflict)
	s.fails(newUser("ANN"), apierr.Conflict)
	s.fails(create("users", "no-name", "userPrincipalName", upn("no-name")), apierr.Invalid)
	elsewhere := newUser("bob")
	elsewhere.Body.Set("userPrincipalName", "bob@elsewhere.example")
	s.fails(elsewhere, apierr.Invalid)
	weak := newUser("carl")
	weak.Body.Set("passwordProfile", odata.NewObject("password", "abc"))
	s.fails(weak, apierr.Invalid)
	s.fails(change(directory.Update, user(id), "usageLocation", "Germany"), apierr.Invalid)
	s.fails(change(directory.Update, user("00000000-0000-4000-8000-00000000dead"), "city", "X"), apierr.NotFound)
	if s.Supports(directory.CanFilter) {
		s.want("users", s.values(directory.Ref{Set: "users"}, odata.Query{Filter: "city eq 'X' or startsWith(userPrincipalName,'b')"}, "id"), []string{})
	}
}

func testUpdate(s *suite) {
	id := s.people("lee")[0]
	s.must(change(directory.Update, user(id), "jobTitle", "Director", "department", "Sales", "businessPhones", []string{"+49 30 1"}))
	s.must(change(directory.Update, user(upn("lee")), "jobTitle", nil, "accountEnabled", false))
	o, err := s.Get(s.Context(), user(id), odata.Query{Select: []string{"jobTitle", "department", "accountEnabled", "businessPhones"}})
	if err != nil {
		s.Fatal(err)
	}
	enabled, _ := o.Bool("accountEnabled")
	s.want("lee", []any{o.IsNull("jobTitle"), o.String("department"), enabled, o.Strings("businessPhones")}, []any{true, "Sales", false, []string{"+49 30 1"}})
}

func testDelete(s *suite) {
	ids := s.people("ann", "bob")
	team := s.groups("team")[0]
	s.must(relate(directory.Link, group(team, "members"), ids[0]))
	s.must(change(directory.Delete, user(ids[0])), change(directory.Delete, user(upn("bob"))))
	for _, id := range ids {
		if _, err := s.Get(s.Context(), user(id), odata.Query{}); !errors.Is(err, apierr.NotFound) {
			s.Errorf("get %s after its deletion: %v", id, err)
		}
	}
	s.already(change(directory.Delete, user(ids[0])))
	s.want("members", s.values(group(team, "members"), odata.Query{}, "id"), []string{})
	s.must(change(directory.Delete, group(team, "")))
	s.already(change(directory.Delete, group(team, "")))
}

func testRestore(s *suite) {
	s.need(directory.CanSoftKeep)
	ids := s.people("ann", "bob")
	deleted := directory.Ref{Set: "directory/deletedItems", Path: "microsoft.graph.user"}
	s.must(change(directory.Delete, user(ids[0])), change(directory.Delete, user(ids[1])))
	s.want("deleted", len(s.all(deleted, odata.Query{})), 2)

	o := s.must(change(directory.Restore, user(ids[0])))[0]
	s.want("restored", o.Object.ID(), ids[0])
	back, err := s.Get(s.Context(), user(upn("ann")), odata.Query{})
	if err != nil {
		s.Fatal(err)
	}
	s.want("restored user", []string{back.ID(), back.String("displayName")}, []string{ids[0], "ann"})

	s.people("bob")
	s.fails(change(directory.Restore, user(ids[1])), apierr.Conflict)
	s.must(change(directory.Erase, user(ids[1])))
	s.already(change(directory.Erase, user(ids[1])))
	s.fails(change(directory.Restore, user(ids[1])), apierr.NotFound)
	s.want("deleted", len(s.all(deleted, odata.Query{})), 0)
}
