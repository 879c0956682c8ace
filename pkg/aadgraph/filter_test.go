package aadgraph_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestFilter(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind            aadgraph.Type
		canonical, wire string
	}{
		{aadgraph.User, `displayName eq 'Garth'`, `displayName eq 'Garth'`},
		{aadgraph.User, `mobilePhone eq 'a''b' and officeLocation eq '1'`, `mobile eq 'a''b' and physicalDeliveryOfficeName eq '1'`},
		{aadgraph.User, `a eq 'b'`, ""},
		{aadgraph.User, `startsWith(userPrincipalName,'lee')`, `startswith(userPrincipalName,'lee')`},
		{aadgraph.User, `startswith(displayName,'a') or startswith(surname,'a')`, `startswith(displayName,'a') or startswith(surname,'a')`},
		{aadgraph.User, `city eq 'a' and (surname eq 'b' or surname eq 'c')`, `city eq 'a' and (surname eq 'b' or surname eq 'c')`},
		{aadgraph.User, `(city eq 'a' and surname eq 'b') or surname eq 'c'`, `city eq 'a' and surname eq 'b' or surname eq 'c'`},
		{aadgraph.User, `id in ('1','2')`, `(objectId eq '1' or objectId eq '2')`},
		{aadgraph.User, `id in ('1')`, `objectId eq '1'`},
		{aadgraph.User, `city eq 'a' and id in ('1','2')`, `city eq 'a' and (objectId eq '1' or objectId eq '2')`},
		{aadgraph.User, `accountEnabled eq true`, `accountEnabled eq true`},
		{aadgraph.User, `accountEnabled`, `accountEnabled eq true`},
		{aadgraph.User, `createdDateTime ge 2020-01-31T08:00:00Z`, `createdDateTime ge datetime'2020-01-31T08:00:00Z'`},
		{aadgraph.User, `createdDateTime le 2020-01-31`, `createdDateTime le datetime'2020-01-31T00:00:00Z'`},
		{aadgraph.User, `2020-01-31T08:00:00Z le createdDateTime`, `createdDateTime ge datetime'2020-01-31T08:00:00Z'`},
		{aadgraph.User, `otherMails/any(m:m eq 'x@y')`, `otherMails/any(m:m eq 'x@y')`},
		{aadgraph.User, `proxyAddresses/any(m:startsWith(m,'smtp:'))`, `proxyAddresses/any(m:startswith(m,'smtp:'))`},
		{aadgraph.User, `businessPhones/any(p:p eq '1' or startsWith(p,'2')) and city eq 'a'`, `(telephoneNumber eq '1' or startswith(telephoneNumber,'2')) and city eq 'a'`},
		{aadgraph.User, `assignedLicenses/any(l:l/skuId eq 6fd2c87f-b296-42f0-b197-1e91e994b900)`, `assignedLicenses/any(l:l/skuId eq guid'6fd2c87f-b296-42f0-b197-1e91e994b900')`},
		{aadgraph.User, `assignedPlans/any(p:p/assignedDateTime ge 2020-01-31T08:00:00Z)`, `assignedPlans/any(p:p/assignedTimestamp ge datetime'2020-01-31T08:00:00Z')`},
		{aadgraph.User, `extension_ab_x eq 7`, `extension_ab_x eq 7`},
		{aadgraph.Application, `identifierUris/any(u:u eq 'https://a')`, `identifierUris/any(u:u eq 'https://a')`},
		{aadgraph.Application, `signInAudience eq 'AzureADMyOrg'`, `availableToOtherTenants eq false`},
		{aadgraph.Application, `web/homePageUrl eq 'h'`, `homepage eq 'h'`},
		{aadgraph.Application, `web/redirectUris/any(u:u eq 'h')`, `replyUrls/any(u:u eq 'h')`},
		{aadgraph.Application, `signInAudience eq 'PersonalMicrosoftAccount'`, ""},
		{aadgraph.ServicePrincipal, `servicePrincipalNames/any(n:n eq 'x')`, `servicePrincipalNames/any(n:n eq 'x')`},
		{aadgraph.Domain, `id eq 'contoso.com'`, `name eq 'contoso.com'`},
		{aadgraph.User, `city ne 'a'`, ""},
		{aadgraph.User, `not (city eq 'a')`, ""},
		{aadgraph.User, `createdDateTime gt 2020-01-31T08:00:00Z`, ""},
		{aadgraph.User, `createdDateTime lt 2020-01-31T08:00:00Z`, ""},
		{aadgraph.User, `city eq null`, ""},
		{aadgraph.User, `endsWith(mail,'x')`, ""},
		{aadgraph.User, `contains(displayName,'x')`, ""},
		{aadgraph.User, `tolower(city) eq 'x'`, ""},
		{aadgraph.User, `city eq surname`, ""},
		{aadgraph.User, `employeeType eq 'x'`, ""},
		{aadgraph.User, `businessPhones eq 'x'`, ""},
		{aadgraph.User, `otherMails/all(m:m eq 'x')`, ""},
		{aadgraph.User, `otherMails/any()`, ""},
		{aadgraph.User, `otherMails/$count eq 0`, ""},
		{aadgraph.User, `skills/any(s:s eq 'x')`, ""},
		{aadgraph.User, `otherMails/any(m:city eq 'x')`, ""},
		{aadgraph.Contact, `city eq 'x'`, ""},
	} {
		e, err := odata.ParseFilter(tt.canonical)
		if err != nil {
			t.Errorf("%s: %v", tt.canonical, err)
			continue
		}
		got, err := aadgraph.Filter(tt.kind, e)
		if tt.wire == "" {
			if e := apierr.As(err); e == nil || e.Kind != apierr.Unsupported || e.Target == "" || e.Hint == "" {
				t.Errorf("%s becomes %s (%v)", tt.canonical, got, err)
			}
			continue
		}
		if got != tt.wire || err != nil {
			t.Errorf("%s becomes %s (%v), want %s", tt.canonical, got, err, tt.wire)
		}
		if _, err := odata.ParseFilter(got); err != nil {
			t.Errorf("%s cannot be read: %v", got, err)
		}
	}
}

func TestOrderBy(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind        aadgraph.Type
		order, want string
	}{
		{aadgraph.User, "displayName", "displayName"}, {aadgraph.User, "displayName desc", "displayName desc"},
		{aadgraph.User, "userPrincipalName", "userPrincipalName"}, {aadgraph.Group, "displayName", "displayName"}, {aadgraph.User, "", ""},
		{aadgraph.Group, "userPrincipalName", "-"}, {aadgraph.User, "surname", "-"}, {aadgraph.Application, "displayName", "-"},
		{aadgraph.User, "displayName,userPrincipalName", "-"},
	} {
		orders, err := odata.ParseOrderBy(tt.order)
		if err != nil {
			t.Fatal(err)
		}
		got, err := aadgraph.OrderBy(tt.kind, orders)
		if err != nil {
			wantKind(t, err, apierr.Unsupported)
			got = "-"
		}
		if got != tt.want {
			t.Errorf("%s of %s becomes %q, want %q", tt.order, tt.kind, got, tt.want)
		}
	}
}
