package aadgraph

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// contactNames has places and numbers under their names here: Microsoft Graph
// keeps them in the lists addresses and phones, which gatherContact makes and
// spreadContact takes apart.
func contactNames() (known, lacks string) {
	return base + " " + synced + ` companyName department displayName givenName jobTitle mail mailNickname proxyAddresses
		surname city:listed country:listed facsimileTelephoneNumber:listed
		mobile:listed physicalDeliveryOfficeName:listed postalCode:listed state:listed streetAddress:listed
		telephoneNumber:listed`,
		"onPremisesProvisioningErrors serviceProvisioningErrors"
}

// listed is a value that is somewhere else in Microsoft Graph.
type listed struct{ same }

func (listed) plain() bool { return false }

// contactAddress gives the members of an address, contactPhones the types of
// phones, by their names here.
func contactAddress() []string {
	return strings.Fields("city=city country=countryOrRegion physicalDeliveryOfficeName=officeLocation " +
		"postalCode=postalCode state=state streetAddress=street")
}

func contactPhones() []string {
	return strings.Fields("telephoneNumber=business mobile=mobile facsimileTelephoneNumber=businessFax")
}

// gatherContact puts a contact's place into addresses and its numbers into
// phones, null ones too.
func gatherContact(o *odata.Object) *odata.Object {
	address := odata.NewObject()
	for _, entry := range contactAddress() {
		here, there, _ := strings.Cut(entry, "=")
		if value, ok := o.Raw(here); ok {
			o.Delete(here)
			address.Set(there, value)
		}
	}
	if address.Len() > 0 {
		o.Set("addresses", []*odata.Object{address})
	}
	var phones []*odata.Object
	for _, entry := range contactPhones() {
		here, kind, _ := strings.Cut(entry, "=")
		if value, ok := o.Raw(here); ok {
			o.Delete(here)
			phones = append(phones, odata.NewObject("type", kind, "number", value))
		}
	}
	if phones != nil {
		o.Set("phones", phones)
	}
	return o
}

// spreadContact undoes gatherContact. A contact here has one address, and one
// number of each of three kinds.
func spreadContact(o *odata.Object) (*odata.Object, error) {
	o = o.Clone()
	for _, spread := range []func(*odata.Object) error{spreadAddress, spreadPhones} {
		if err := spread(o); err != nil {
			return nil, err
		}
	}
	return o, nil
}

func spreadAddress(o *odata.Object) error {
	list, ok := takeList(o, "addresses")
	if !ok || len(list) == 0 {
		return nil
	}
	if len(list) > 1 {
		return unfit("addresses", "has more than one address", "give one alone")
	}
	names := map[string]string{}
	for _, entry := range contactAddress() {
		here, there, _ := strings.Cut(entry, "=")
		names[there] = here
	}
	for name, value := range list[0].All() {
		if names[name] == "" {
			return lacking("addresses/"+name, "")
		}
		o.Set(names[name], value)
	}
	return nil
}

func spreadPhones(o *odata.Object) error {
	list, _ := takeList(o, "phones")
	names := map[string]string{}
	for _, entry := range contactPhones() {
		here, kind, _ := strings.Cut(entry, "=")
		names[kind] = here
	}
	for _, phone := range list {
		here := names[phone.String("type")]
		if here == "" || o.Has(here) {
			return unfit("phones", "has another phone of the type "+phone.String("type"),
				"give one business, one mobile and one businessFax")
		}
		number, ok := phone.Raw("number")
		if !ok {
			number = json.RawMessage("null")
		}
		o.Set(here, number)
	}
	return nil
}

// takeList takes a list of objects out of an object; ok is false if it has no
// such member, or one of another type, which stays.
func takeList(o *odata.Object, name string) (list []*odata.Object, ok bool) {
	value, ok := o.Raw(name)
	if !ok {
		return nil, false
	}
	if list, err := odata.ParseList(value); err == nil {
		o.Delete(name)
		return list, true
	}
	return nil, false
}
