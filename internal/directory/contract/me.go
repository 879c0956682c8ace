package contract

import (
	"errors"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// testMe is about the signed-in user, the administrator.
func testMe(s *suite) {
	me := directory.Ref{Set: "me"}
	s.must(change(directory.Update, me, "jobTitle", "Admin", "officeLocation", "18/2111"))
	o, err := s.Get(s.Context(), me, odata.Query{Select: []string{"userPrincipalName", "jobTitle", "officeLocation"}})
	if err != nil {
		s.Fatal(err)
	}
	s.want("me", string(o.AppendJSON(nil)), `{"userPrincipalName":"admin@`+Domain+`","jobTitle":"Admin","officeLocation":"18/2111"}`)
	s.managerOf(me)
	s.want("my groups", len(s.idsOf(me.Below("getMemberGroups"), "securityEnabledOnly", true)), 0)
}

func testManagerLink(s *suite) {
	s.need(directory.CanManager)
	s.managerOf(user(s.people("ann")[0]))
	s.managerOf(user(upn("ann")))
}

// managerOf gives somebody a manager and takes it away again.
func (s *suite) managerOf(who directory.Ref) {
	s.Helper()
	manager, link := who.Below("manager"), who.Below("manager/$ref")
	chef := s.people("chef-" + strings.ReplaceAll(who.String(), "/", "-")[:2])[0]
	if _, err := s.Get(s.Context(), link, odata.Query{}); !errors.Is(err, apierr.NotFound) {
		s.Errorf("%v, the link to a manager that there is not: %v", who, err)
	}
	s.must(relate(directory.SetRef, manager, chef))
	o, err := s.Get(s.Context(), link, odata.Query{})
	if err != nil {
		s.Fatal(err)
	}
	if url := o.String("@odata.id"); !strings.HasPrefix(url, "https://") || !strings.Contains(url, "/directoryObjects/"+chef) {
		s.Errorf("%v, the link to the manager is %q", who, url)
	}
	o, err = s.Get(s.Context(), manager, odata.Query{Select: []string{"id", "displayName"}})
	if err != nil {
		s.Fatal(err)
	}
	s.want("manager", []string{o.ID(), o.String("@odata.type")}, []string{chef, "#microsoft.graph.user"})
	s.must(change(directory.Clear, manager))
	s.already(change(directory.Clear, manager))
	s.must(change(directory.Delete, user(chef)))
}
