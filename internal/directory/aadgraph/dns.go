package aadgraph

import "github.com/tenantctl/tenantctl/pkg/odata"

// dnsRecordShape gives a DNS record of a domain in canonical terms: the
// service calls its key dnsRecordId, and may leave its type to recordType.
func dnsRecordShape(o *odata.Object) *odata.Object {
	c := odata.NewObject()
	if kind := dnsRecordType(o.String("recordType")); kind != "" {
		c.Set(typeOf, "#"+namespace+kind)
	}
	for name, raw := range o.All() {
		switch name {
		case "odata.type", "odata.metadata":
		case "dnsRecordId":
			c.SetRaw("id", raw)
		default:
			c.SetRaw(name, raw)
		}
	}
	return c
}

func dnsRecordType(recordType string) string {
	switch recordType {
	case "Txt":
		return "domainDnsTxtRecord"
	case "Mx":
		return "domainDnsMxRecord"
	case "CName":
		return "domainDnsCnameRecord"
	case "Srv":
		return "domainDnsSrvRecord"
	}
	return ""
}
