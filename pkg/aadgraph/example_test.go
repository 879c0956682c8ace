package aadgraph_test

import (
	"context"
	"fmt"
	"net/url"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// A user is read in the service's names and translated.
func Example() {
	base, _ := url.Parse("https://graph.windows.net/")
	client := aadgraph.New(aadgraph.Options{
		Options: rest.Options{Base: base, Transport: &scripted{body: `{
			"odata.type": "Microsoft.DirectoryServices.User", "objectType": "User",
			"objectId": "13addec1-c5ae-47f5-a1fe-202be14b1570", "mobile": null, "telephoneNumber": "+1 918 555 0101"}`}},
		Tenant: "contoso.com",
	})
	user, err := client.Get(context.Background(), odata.KeyPath("users", "garthf@contoso.com"), odata.Query{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(aadgraph.ToCanonical(aadgraph.User, user).AppendJSON(nil)))
	// Output: {"@odata.type":"#microsoft.graph.user","id":"13addec1-c5ae-47f5-a1fe-202be14b1570","mobilePhone":null,"businessPhones":["+1 918 555 0101"]}
}

// A question in the names of Microsoft Graph is translated.
func ExampleFilter() {
	condition, _ := odata.ParseFilter("mobilePhone eq '1' and businessPhones/any(p:startsWith(p,'+1'))")
	text, err := aadgraph.Filter(aadgraph.User, condition)
	fmt.Println(text, err)
	// Output: mobile eq '1' and (startswith(telephoneNumber,'+1')) <nil>
}
