package tabular_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/tabular"
)

// fault is a Bad without its cells.
type fault struct {
	line                int
	column, value, rule string // rule: a part of it
}

// checkFaults compares faults one by one.
func checkFaults(t *testing.T, bad []tabular.Bad, want []fault) {
	t.Helper()
	if len(bad) != len(want) {
		t.Fatalf("%d faults, want %d: %+v", len(bad), len(want), bad)
	}
	for i, w := range want {
		b := bad[i]
		got := fault{b.Line, b.Column, b.Value, w.rule}
		if diff := cmp.Diff(w, got, cmp.AllowUnexported(fault{})); diff != "" {
			t.Error(diff)
		}
		if !strings.Contains(b.Rule, w.rule) || b.Rule == "" {
			t.Errorf("rule %q, want %q in it", b.Rule, w.rule)
		}
	}
}

func TestUserRules(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 65)
	for _, tt := range []struct{ column, cell, rule string }{
		{"displayName", "", "must be given"},
		{"displayName", strings.Repeat("x", 257), "256"},
		{"givenName", long, "64"},
		{"surname", long, "64"},
		{"department", long, "64"},
		{"jobTitle", strings.Repeat("x", 129), "128"},
		{"employeeId", strings.Repeat("1", 17), "16"},
		{"postalCode", strings.Repeat("1", 41), "40"},
		{"mobilePhone", strings.Repeat("1", 65), "64"},
		{"usageLocation", "DEU", ""},
		{"usageLocation", "D1", "two letters"},
		{"usageLocation", "G", "two letters"},
		{"accountEnabled", "maybe", "true or false"},
		{"Block sign in (Yes/No) [accountEnabled] Required", "Ja", "true or false"},
		{"BlockCredential", "2", "true or false"},
		{"employeeHireDate", "01.04.2026", "date"},
		{"employeeHireDate", "2026-02-30", "date"},
		{"businessPhones", "1;2", ""},
		{"mailNickname", "lee gu", "not allowed"},
		{"mailNickname", long, "64"},
		{"otherMails", "Müller@example.com", ""},
		{"otherMails", "nobody", "@"},
		{"userType", "Robot", ""},
		{"extensionAttribute1", strings.Repeat("x", 1025), "1024"},
		{"employeeLeaveDateTime", "soon", "date"},
	} {
		heading, row := "userPrincipalName,displayName,"+tt.column, "lee@contoso.com,Lee,"+tt.cell
		if tt.column == "displayName" {
			heading, row = "userPrincipalName,displayName", "lee@contoso.com,"+tt.cell
		}
		table := read(t, tabular.Users, heading+"\n"+row+"\nmo@contoso.com,Mo"+strings.Repeat(",", strings.Count(heading, ",")-1)+"\n")
		t.Run(tt.column+" "+tt.cell[:min(len(tt.cell), 20)], func(t *testing.T) {
			checkFaults(t, table.Bad, []fault{{2, tt.column, tt.cell, tt.rule}})
			if len(table.Rows) != 1 || table.Rows[0].Line != 3 {
				t.Errorf("good rows: %+v", table.Rows)
			}
		})
	}
}

func TestUserPrincipalNames(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ upn, rule string }{
		{"lee.gu_1-a!b#c^d~e'f@contoso.com", ""},
		{"lee@CONTOSO.COM", ""},
		{strings.Repeat("a", 64) + "@contoso.com", ""},
		{strings.Repeat("a", 65) + "@contoso.com", "64"},
		{"lee", "name@domain"},
		{"lee@gu@contoso.com", "@"},
		{"lee gu@contoso.com", "not allowed"},
		{"zoë@contoso.com", "not allowed"},
		{"lee.@contoso.com", "dot"},
		{"@contoso.com", "name"},
		{"lee@fabrikam.com", "not a verified domain"},
		{"lee@sub.contoso.com", "not a verified domain"},
		{"", "must be given"},
	} {
		table := read(t, tabular.Users, "userPrincipalName,displayName\n"+tt.upn+",Lee\n")
		switch {
		case tt.rule == "" && (len(table.Rows) != 1 || table.Rows[0].Key != tt.upn):
			t.Errorf("%q: %+v", tt.upn, table.Bad)
		case tt.rule != "":
			checkFaults(t, table.Bad, []fault{{2, "userPrincipalName", tt.upn, tt.rule}})
		}
	}
}

func TestDomainsAreOptional(t *testing.T) {
	t.Parallel()
	const text = "userPrincipalName,displayName\nlee@fabrikam.com,Lee\n"
	for _, tt := range []struct {
		domains []string
		good    int
	}{{nil, 1}, {[]string{}, 0}, {[]string{"Fabrikam.com"}, 1}} {
		table, err := tabular.Read(strings.NewReader(text), tabular.Users, tabular.Options{Domains: tt.domains})
		if err != nil || len(table.Rows) != tt.good {
			t.Errorf("domains %q: %d rows, %v", tt.domains, len(table.Rows), err)
		}
	}
}

func TestPasswords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ password, rule string }{
		{"Tq7!pass-000X", ""},
		{" Tq7!pass ", ""},
		{"Tq7!pas", "8 to 256"},
		{"A1" + strings.Repeat("a", 255), "256"},
		{"abcdefgh1", "three"},
		{"Pässw0rd!", "ASCII"},
		{"1-Lee.Gu-1", "name"},
	} {
		table := read(t, tabular.Users, "userPrincipalName,displayName,password\nlee.gu@contoso.com,Lee Gu,"+tt.password+"\n")
		if tt.rule != "" {
			checkFaults(t, table.Bad, []fault{{2, "password", "******", tt.rule}})
			if all := fmt.Sprint(table.Bad[0].Reason(), table.Bad[0].Rule); strings.Contains(all, tt.password) {
				t.Errorf("the password stands in %q", all)
			}
			continue
		}
		if len(table.Rows) != 1 || table.Rows[0].Object.Object("passwordProfile").String("password") != tt.password {
			t.Errorf("%q: %+v %+v", tt.password, table.Rows, table.Bad)
		}
	}
}

func TestStrongPasswordRequiredFalseLiftsTheRuleOnClasses(t *testing.T) {
	t.Parallel()
	table := read(t, tabular.Users, "UserPrincipalName,DisplayName,Password,StrongPasswordRequired,PasswordNeverExpires\nlee@contoso.com,Lee,abcdefgh,False,True\nmo@contoso.com,Mo,abcdefgh,True,True\n")
	checkFaults(t, table.Bad, []fault{{3, "Password", "******", "three"}})
	if len(table.Rows) != 1 || table.Rows[0].Object.String("passwordPolicies") != "DisableStrongPassword, DisablePasswordExpiration" {
		t.Errorf("got %+v", table.Rows)
	}
}

func TestRepeatedKeys(t *testing.T) {
	t.Parallel()
	table := read(t, tabular.Users, "userPrincipalName,displayName,usageLocation\nlee@contoso.com,Lee,\nmo@contoso.com,Mo,DEU\nLEE@Contoso.com,Lee 2,\nMO@contoso.com,Mo 2,\n")
	checkFaults(t, table.Bad, []fault{
		{3, "usageLocation", "DEU", ""},
		{4, "userPrincipalName", "LEE@Contoso.com", "line 2"},
		{5, "userPrincipalName", "MO@contoso.com", "line 3"},
	})
	if len(table.Rows) != 1 || table.Rows[0].Object.String("displayName") != "Lee" {
		t.Errorf("good rows: %+v", table.Rows)
	}
	groups := read(t, tabular.Groups, "displayName,mailNickname\nA,sales\nA,SALES\n")
	checkFaults(t, groups.Bad, []fault{{3, "mailNickname", "SALES", "line 2"}})
	members := read(t, tabular.Members, "group,member\nsales,lee@contoso.com\nSales,mo@contoso.com\nSÄLES,a\nsäles,A\n")
	checkFaults(t, members.Bad, []fault{{5, "member", "A", "line 4"}})
}

func TestSeveralFaultsOfOneRow(t *testing.T) {
	t.Parallel()
	table := read(t, tabular.Users, "userPrincipalName,displayName,usageLocation,accountEnabled\nlee@fabrikam.com,,X,7\n")
	checkFaults(t, table.Bad, []fault{
		{2, "displayName", "", "must be given"},
		{2, "usageLocation", "X", "two letters"},
		{2, "accountEnabled", "7", "true or false"},
		{2, "userPrincipalName", "lee@fabrikam.com", "verified"},
	})
	if table.BadRows() != 1 {
		t.Errorf("%d bad rows", table.BadRows())
	}
}

func TestFaultsInWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		bad  tabular.Bad
		want string
	}{
		{tabular.Bad{Line: 3, Column: "usageLocation", Value: "DEU", Rule: "two letters"}, `line 3, usageLocation "DEU": two letters`},
		{tabular.Bad{Line: 3, Rule: "has 1 cell"}, `line 3: has 1 cell`},
		{tabular.Bad{Line: 3, Value: "a,b", Rule: "no such group"}, `line 3, "a,b": no such group`},
	} {
		if got := tt.bad.String(); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
}

func TestRowsOfTheWrongForm(t *testing.T) {
	t.Parallel()
	const text = "userPrincipalName,displayName,\n" +
		"a@contoso.com\n" +
		"b@contoso.com,B,,\n" +
		"c@contoso.com,C \"the\" c,\n" +
		"d@contoso.com,D,x\n" +
		"e@contoso.com,\"E\"e,\n" +
		"f@contoso.com,\"F\nf\"f,\n" +
		"g@contoso.com,G,\n"
	table := read(t, tabular.Users, text)
	checkFaults(t, table.Bad, []fault{
		{2, "", "", "has 1 cell, but the heading line has 3"},
		{3, "", "", "has 4 cells"},
		{4, "", "", "quote"},
		{5, "", "", "column 3"},
		{6, "", "", "quote"},
		{7, "", "", "quote"},
	})
	if len(table.Rows) != 1 || table.Rows[0].Line != 9 {
		t.Errorf("good rows: %+v", table.Rows)
	}
}

func TestGroupRules(t *testing.T) {
	t.Parallel()
	const head = "displayName,mailNickname,groupType,mailEnabled,securityEnabled\n"
	for _, tt := range []struct{ row, column, value, rule string }{
		{"Sales,,,,", "mailNickname", "", "must be given"},
		{",sales,,,", "displayName", "", "must be given"},
		{"Sales,sales de,,,", "mailNickname", "sales de", "not allowed"},
		{"Sales,sales,distribution,,", "groupType", "distribution", "security or microsoft365"},
		{"Sales,sales,security,true,", "mailEnabled", "true", "false"},
		{"Sales,sales,security,,false", "securityEnabled", "false", "true"},
		{"Sales,sales,microsoft365,false,", "mailEnabled", "false", "true"},
		{"Sales,sales,,false,false", "securityEnabled", "false", "true"},
	} {
		table := read(t, tabular.Groups, head+tt.row+"\n")
		checkFaults(t, table.Bad, []fault{{2, tt.column, tt.value, tt.rule}})
	}
}

func TestMemberRules(t *testing.T) {
	t.Parallel()
	table := read(t, tabular.Members, "group,member\nsales,\n,lee@contoso.com\n")
	checkFaults(t, table.Bad, []fault{{2, "member", "", "must be given"}, {3, "group", "", "must be given"}})
}

func TestDefaultMailNickname(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ upn, want string }{
		{"lee.gu@contoso.com", "lee.gu"},
		{"Lee_Gu#EXT#@contoso.com", "Lee_Gu#EXT#"},
		{"l(e)e gu@contoso.com", "leegu"},
		{"()@contoso.com", ""},
	} {
		if got := tabular.DefaultMailNickname(tt.upn); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.upn, got, tt.want)
		}
	}
}
