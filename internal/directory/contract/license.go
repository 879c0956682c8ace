package contract

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// testLicenses gives a user a licence, switches a plan off and takes it away.
func testLicenses(s *suite) {
	id := s.people("ann")[0]
	var sku *odata.Object
	for _, o := range s.all(directory.Ref{Set: "subscribedSkus"}, odata.Query{}) {
		if o.String("skuPartNumber") == "ENTERPRISEPACK" {
			sku = o
		}
	}
	if sku == nil {
		s.Fatal("no ENTERPRISEPACK among the subscribed SKUs")
	}
	plans, err := odata.ParseList(raw(sku, "servicePlans"))
	if err != nil || len(plans) == 0 || sku.Object("prepaidUnits") == nil {
		s.Fatalf("its plans: %d, %v", len(plans), err)
	}
	give := func(off ...string) *directory.Operation {
		return change(directory.Invoke, user(id).Below("assignLicense"), "removeLicenses", []string{}, "addLicenses",
			[]*odata.Object{odata.NewObject("skuId", sku.String("skuId"), "disabledPlans", append([]string{}, off...))})
	}
	s.fails(give(), apierr.Invalid) // no usage location
	s.must(change(directory.Update, user(id), "usageLocation", "DE"))
	s.must(give())
	s.want("licences", s.licenses(id), sku.String("skuId")+" []")
	plan := plans[0].String("servicePlanId")
	s.must(give(plan))
	s.want("licences", s.licenses(id), sku.String("skuId")+" ["+plan+"]")
	s.must(change(directory.Invoke, user(upn("ann")).Below("assignLicense"), "addLicenses", []string{}, "removeLicenses", []string{sku.String("skuId")}))
	s.want("licences", s.licenses(id), "")
}

func (s *suite) licenses(id string) string {
	s.Helper()
	o, err := s.Get(s.Context(), user(id), odata.Query{Select: []string{"assignedLicenses"}})
	if err != nil {
		s.Fatal(err)
	}
	list, err := odata.ParseList(raw(o, "assignedLicenses"))
	if err != nil {
		s.Fatal(err)
	}
	var words []string
	for _, l := range list {
		words = append(words, l.String("skuId")+" ["+strings.Join(l.Strings("disabledPlans"), " ")+"]")
	}
	return strings.Join(words, "; ")
}

func raw(o *odata.Object, name string) []byte {
	value, _ := o.Raw(name)
	return value
}

// testDomains makes a domain, looks at its records and verifies it.
func testDomains(s *suite) {
	domain := directory.Ref{Set: "domains", Key: "fabrikam.example.com"}
	o := s.must(create("domains", domain.Key, "id", domain.Key))[0].Object
	verified, _ := o.Bool("isVerified")
	s.want("domain", []any{o.ID(), verified}, []any{domain.Key, false})
	s.fails(create("domains", domain.Key, "id", domain.Key), apierr.Conflict)
	records := s.all(domain.Below("verificationDnsRecords"), odata.Query{})
	s.want("records", len(records) > 0, true)
	if records[0].String("recordType") == "" || !strings.HasPrefix(records[0].String("@odata.type"), "#microsoft.graph.domainDns") || records[0].ID() == "" {
		s.Fatalf("verification records: %s", records[0].AppendJSON(nil))
	}
	o = s.must(change(directory.Invoke, domain.Below("verify")))[0].Object
	verified, _ = o.Bool("isVerified")
	s.want("verified", []any{o.ID(), verified}, []any{domain.Key, true})
	s.want("domains", s.values(directory.Ref{Set: "domains"}, odata.Query{}, "id"), []string{Domain, domain.Key})
	s.must(change(directory.Delete, domain))
	s.already(change(directory.Delete, domain))
	_, err := s.Get(s.Context(), domain, odata.Query{})
	if apierr.KindOf(err) != apierr.NotFound {
		s.Errorf("the domain after its deletion: %v", err)
	}
}
