package tabular_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/tabular"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// contoso are the verified domains of most tests.
var contoso = tabular.Options{Domains: []string{"contoso.onmicrosoft.com", "Contoso.com"}}

func read(t *testing.T, kind tabular.Kind, text string) *tabular.Table {
	t.Helper()
	table, err := tabular.Read(strings.NewReader(text), kind, contoso)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// good gives the rows' objects, a line each, and fails on bad rows.
func good(t *testing.T, table *tabular.Table) string {
	t.Helper()
	for _, b := range table.Bad {
		t.Errorf("line %d, %s %q: %s", b.Line, b.Column, b.Value, b.Rule)
	}
	var lines []string
	for _, r := range table.Rows {
		lines = append(lines, string(r.Object.AppendJSON(nil)))
	}
	return strings.Join(lines, "\n")
}

func TestRowsOfEachTemplate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, want string }{
		{
			"graph names in any case, trimmed",
			" USERPRINCIPALNAME , displayname,jobTitle,accountEnabled,businessPhones\n lee@contoso.com , Lee Gu ,,TRUE,+1 425 555 0109\n",
			`{"userPrincipalName":"lee@contoso.com","displayName":"Lee Gu","accountEnabled":true,"businessPhones":["+1 425 555 0109"]}`,
		},
		{
			"entra portal",
			"version:v1.0,,,,,,\r\nName [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,Office [physicalDeliveryOfficeName],Office phone [telephoneNumber],Mobile phone [mobile]\r\n" +
				"Example: Chris Green,chris@contoso.com,myPassword1234,No,,,\r\n" +
				"Lee Gu,lee@contoso.com,Tq7!pass-000X,Yes,1/22,1,2\r\nMo Li,mo@contoso.com,Tq7!pass-000X,no,,,\r\n",
			`{"displayName":"Lee Gu","userPrincipalName":"lee@contoso.com","passwordProfile":{"password":"Tq7!pass-000X"},"accountEnabled":false,"officeLocation":"1/22","businessPhones":["1"],"mobilePhone":"2"}` + "\n" +
				`{"displayName":"Mo Li","userPrincipalName":"mo@contoso.com","passwordProfile":{"password":"Tq7!pass-000X"},"accountEnabled":true}`,
		},
		{
			"admin centre",
			"Username,First name,Last name,Display name,Job title,Department,Office number,Office phone,Mobile phone,Fax,Alternate email address,Address,City,State or province,ZIP or postal code,Country or region\n" +
				"lee@contoso.com,Lee,Gu,Lee Gu,Director,Sales,18/2111,1,2,3,lee@example.com,\"1 Microsoft way\nBuilding 4\",Redmond,Wa,98052,United States\n",
			`{"userPrincipalName":"lee@contoso.com","givenName":"Lee","surname":"Gu","displayName":"Lee Gu","jobTitle":"Director","department":"Sales","officeLocation":"18/2111","businessPhones":["1"],"mobilePhone":"2","faxNumber":"3","otherMails":["lee@example.com"],"streetAddress":"1 Microsoft way\nBuilding 4","city":"Redmond","state":"Wa","postalCode":"98052","country":"United States"}`,
		},
		{
			"Get-MsolUser | Export-Csv",
			"#TYPE Microsoft.Online.Administration.User\r\n" +
				`"ExtensionData","AlternateEmailAddresses","BlockCredential","City","Country","Department","DisplayName","Fax","FirstName","IsLicensed","LastName","LastPasswordChangeTimestamp","MobilePhone","ObjectId","Office","PasswordNeverExpires","PhoneNumber","PostalCode","PreferredLanguage","ProxyAddresses","State","StreetAddress","StrongPasswordRequired","Title","UsageLocation","UserPrincipalName"` + "\r\n" +
				`"System.Runtime.Serialization.ExtensionDataObject","System.Collections.Generic.List` + "`" + `1[System.String]","True","Redmond","US","Sales","Lee Gu","3","Lee","True","Gu","9/1/2020 8:00:00 AM","2","5f2a5ac5-0000-4000-8000-000000000001","18/2111","True","1","98052","en-US","System.Collections.Generic.List` + "`" + `1[System.String]","WA","1 Microsoft way","True","Director","us","lee@contoso.com"` + "\r\n",
			`{"accountEnabled":false,"city":"Redmond","country":"US","department":"Sales","displayName":"Lee Gu","faxNumber":"3","givenName":"Lee","surname":"Gu","mobilePhone":"2","officeLocation":"18/2111","businessPhones":["1"],"postalCode":"98052","preferredLanguage":"en-US","state":"WA","streetAddress":"1 Microsoft way","jobTitle":"Director","usageLocation":"US","userPrincipalName":"lee@contoso.com","passwordPolicies":"DisablePasswordExpiration"}`,
		},
		{
			"structures",
			"userPrincipalName\tdisplayName\tonPremisesExtensionAttributes/extensionAttribute1\textensionattribute15\temployeeOrgData.division\tcostCenter\totherMails\temployeeHireDate\tpasswordProfile.password\tforceChangePasswordNextSignIn\n" +
				"lee@contoso.com\tLee Gu\ta\tb\tc\td\tx@a.example; y@b.example ;\t2026-04-01\tTq7!pass-000X\t0\n",
			`{"userPrincipalName":"lee@contoso.com","displayName":"Lee Gu","onPremisesExtensionAttributes":{"extensionAttribute1":"a","extensionAttribute15":"b"},"employeeOrgData":{"division":"c","costCenter":"d"},"otherMails":["x@a.example","y@b.example"],"employeeHireDate":"2026-04-01T00:00:00Z","passwordProfile":{"password":"Tq7!pass-000X","forceChangePasswordNextSignIn":false}}`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := good(t, read(t, tabular.Users, tt.text))
			if diff := cmp.Diff(strings.Split(tt.want, "\n"), strings.Split(got, "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestColumnsAndThosePassedOver(t *testing.T) {
	t.Parallel()
	table := read(t, tabular.Users, "id,UserPrincipalName,IsLicensed,Display name,password,createdDateTime,assignedLicenses\n"+
		"1,lee@contoso.com,True,Lee,Tq7!pass-000X,,\n")
	if diff := cmp.Diff([]string{"userPrincipalName", "displayName", "passwordProfile/password"}, table.Columns); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"id", "IsLicensed", "createdDateTime", "assignedLicenses"}, table.Passed); diff != "" {
		t.Error(diff)
	}
	if !table.HasPasswords {
		t.Error("HasPasswords is false for a file with a password")
	}
	if want := `{"userPrincipalName":"lee@contoso.com","displayName":"Lee","passwordProfile":{"password":"Tq7!pass-000X"}}`; good(t, table) != want {
		t.Errorf("got %s", good(t, table))
	}
}

func TestGroups(t *testing.T) {
	t.Parallel()
	const head = "displayName,mailNickname,groupType,mailEnabled,securityEnabled\n"
	const common = `{"displayName":"Sales","mailNickname":"sales"`
	for _, tt := range []struct{ cells, want string }{
		{"security,,", `,"groupTypes":[],"mailEnabled":false,"securityEnabled":true}`},
		{"Microsoft365,,", `,"groupTypes":["Unified"],"mailEnabled":true,"securityEnabled":false}`},
		{"Microsoft 365,yes,yes", `,"mailEnabled":true,"securityEnabled":true,"groupTypes":["Unified"]}`},
		{",true,", `,"mailEnabled":true,"groupTypes":["Unified"],"securityEnabled":false}`},
		{",false,true", `,"mailEnabled":false,"securityEnabled":true,"groupTypes":[]}`},
		{",,false", `,"securityEnabled":false,"groupTypes":["Unified"],"mailEnabled":true}`},
		{",,true", `,"securityEnabled":true}`},
		{",,", `}`},
	} {
		table := read(t, tabular.Groups, head+"Sales,sales,"+tt.cells+"\n")
		if got := good(t, table); got != common+tt.want {
			t.Errorf("%s: got %s", tt.cells, got)
		}
		if len(table.Rows) == 1 && table.Rows[0].Key != "sales" {
			t.Errorf("key %q", table.Rows[0].Key)
		}
	}
}

func TestMembers(t *testing.T) {
	t.Parallel()
	table := read(t, tabular.Members, "Member;Group\nlee@contoso.com;Sales Germany\nmo@contoso.com;sales-de\n")
	if len(table.Rows) != 2 || len(table.Bad) != 0 {
		t.Fatalf("%d rows, %v", len(table.Rows), table.Bad)
	}
	r := table.Rows[0]
	if r.Line != 2 || r.Group != "Sales Germany" || r.Member != "lee@contoso.com" || r.Key != "Sales Germany,lee@contoso.com" {
		t.Errorf("got %+v", r)
	}
}

func TestExamples(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		file      string
		kind      tabular.Kind
		rows      int
		passwords bool
	}{
		{"users.csv", tabular.Users, 1000, false},
		{"entra-bulk-create.csv", tabular.Users, 25, true},
		{"m365-admin-center.csv", tabular.Users, 25, false},
		{"groups.csv", tabular.Groups, 37, false},
		{"group-members.csv", tabular.Members, 3474, false},
	} {
		t.Run(tt.file, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(filepath.Join("..", "..", "docs", "examples", tt.file))
			if err != nil {
				t.Fatal(err)
			}
			table := read(t, tt.kind, string(data))
			for _, b := range table.Bad {
				t.Errorf("line %d, %s %q: %s", b.Line, b.Column, b.Value, b.Rule)
			}
			if len(table.Rows) != tt.rows || table.HasPasswords != tt.passwords {
				t.Errorf("%d rows, passwords %v", len(table.Rows), table.HasPasswords)
			}
		})
	}
}

func TestWhatIsPassedOver(t *testing.T) {
	t.Parallel()
	table := read(t, tabular.Users, "\n \t \n\r\nuserPrincipalName,displayName\n   \na@contoso.com,\"A\nB\"\n\n,\n\t\nb@contoso.com,B\n \n\n")
	if len(table.Rows) != 2 || len(table.Bad) != 0 {
		t.Fatalf("%d rows, %v", len(table.Rows), table.Bad)
	}
	if a, b := table.Rows[0].Line, table.Rows[1].Line; a != 6 || b != 11 {
		t.Errorf("lines %d, %d, want 6, 11", a, b)
	}
}

func TestHeadingsWithoutNameAtTheEnd(t *testing.T) {
	t.Parallel()
	table := read(t, tabular.Users, "userPrincipalName,displayName,, \nlee@contoso.com,Lee,,\nmo@contoso.com,Mo,x,\n")
	if len(table.Rows) != 1 || table.BadRows() != 1 || len(table.Passed) != 0 {
		t.Errorf("%+v, %+v", table.Rows, table.Bad)
	}
}

func TestHeadingsAlone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"userPrincipalName,displayName", "userPrincipalName,displayName\r\n\r\n", "version:v1.0,\nName [displayName] Required,User name [userPrincipalName] Required\n"} {
		if table := read(t, tabular.Users, text); len(table.Rows)+len(table.Bad) != 0 {
			t.Errorf("%q: %v, %v", text, table.Rows, table.Bad)
		}
	}
}

func TestDigestIsOfTheBytes(t *testing.T) {
	t.Parallel()
	a := read(t, tabular.Members, "group,member\n")
	b := read(t, tabular.Members, "\uFEFFgroup,member\n")
	if a.SHA256 == b.SHA256 || len(a.SHA256) != 64 {
		t.Errorf("%s, %s", a.SHA256, b.SHA256)
	}
}

func TestFilesRefused(t *testing.T) {
	t.Parallel()
	const head = "userPrincipalName,displayName\n"
	for _, tt := range []struct {
		name, text    string
		message, hint string
	}{
		{"empty", "", "the file is empty", "userPrincipalName"},
		{"white space", " \n\n", "the file is empty", ""},
		{"byte order mark alone", "\uFEFF", "the file is empty", ""},
		{"version line alone", "version:v1.0\n", "no heading line", ""},
		{"type line alone", "#TYPE Microsoft.Online.Administration.User\n", "no heading line", ""},
		{"unknown heading", "userPrincipalName,displayName,jobTitel\n", `line 1: unknown heading "jobTitel"`, "jobTitle"},
		{"unknown headings", "favouriteColour,userPrincipalName,displayName,Departement\n", `"favouriteColour", "Departement"`, "department"},
		{"no known heading", "colour,size\n", `"colour", "size"`, "userPrincipalName"},
		{"heading missing within", "userPrincipalName,,displayName\n", `unknown heading ""`, ""},
		{"column missing", "displayName,jobTitle\n", "no column userPrincipalName", "userPrincipalName"},
		{"heading twice", "userPrincipalName,displayName,DISPLAYNAME\n", `"displayName" and "DISPLAYNAME"`, ""},
		{"two headings of one property", "userPrincipalName,displayName,Title,jobTitle\n", `"Title" and "jobTitle"`, ""},
		{"unclosed quote", head + "a@contoso.com,A\nb@contoso.com,\"B\nc@contoso.com,C\n", "line 3: the quote", "lose"},
		{"unclosed second quote", head + "a@contoso.com,A\n\"b\nb@contoso.com\",\"B, \"\"the\"\" b\nc@contoso.com,C\n", "line 4: the quote", ""},
		{"unclosed quote in headings", "userPrincipalName,\"displayName\nx,y\n", "line 1: the quote", ""},
		{"NUL", head + "a@contoso.com,A\nb\x00,B\n", "line 3: not text", "CSV"},
		{"Windows-1252", head + "a@contoso.com,A\nb@contoso.com,M\xFCller\n", "line 3: not UTF-8 (byte 0xFC)", "WINDOWS-1252"},
		{"workbook", "PK\x03\x04\x14\x00\x06\x00", "workbook", "CSV UTF-8"},
		{"half a UTF-16 character", "\xFF\xFEa\x00b", "line 1: the file ends within", ""},
		{"lone surrogate", "\xFF\xFEa\x00\n\x00\x00\xD8b\x00", "line 2: half a UTF-16", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := tabular.Read(strings.NewReader(tt.text), tabular.Users, tabular.Options{Name: "people.csv"})
			e := apierr.As(err)
			if e == nil || e.Kind != apierr.Invalid || e.Target != "people.csv" {
				t.Fatalf("got %#v", err)
			}
			if !strings.Contains(e.Message, tt.message) || !strings.Contains(e.Hint, tt.hint) {
				t.Errorf("message %q, hint %q", e.Message, e.Hint)
			}
		})
	}
}

func TestFileWithoutHeadingsKeepsItsPasswords(t *testing.T) {
	t.Parallel()
	_, err := tabular.Read(strings.NewReader("Lee Gu,lee@contoso.com,Tq7!pass-000X\n"), tabular.Users, tabular.Options{})
	if err == nil || strings.Contains(err.Error(), "Tq7") {
		t.Errorf("got %v", err)
	}
}

func TestSizeBound(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes some hundred MB of memory")
	}
	_, err := tabular.Read(endless{}, tabular.Users, tabular.Options{})
	if apierr.KindOf(err) != apierr.Invalid || !strings.Contains(err.Error(), "100 MB") {
		t.Errorf("got %v", err)
	}
}

// endless is a reader without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
