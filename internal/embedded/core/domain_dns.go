package core

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// VerificationRecords gives the DNS records of which one would show that a
// domain is the organization's (facts/graph.md, section 12).
func VerificationRecords(domain *store.Record) []*store.Record {
	sum := sha256.Sum256([]byte(domain.ID))
	token := fmt.Sprintf("ms%08d", binary.BigEndian.Uint32(sum[:4])%100_000_000)
	return []*store.Record{
		dnsRecord(domain.ID, "Txt", "", "text", "MS="+token),
		dnsRecord(domain.ID, "Mx", "", "mailExchange", token+".msv1.invalid", "preference", 32767),
	}
}

// ServiceRecords gives the DNS records that mail needs in a verified domain.
func ServiceRecords(domain *store.Record) []*store.Record {
	if verified, _ := domain.Props.Bool("isVerified"); !verified {
		return nil
	}
	const email = "Email"
	return []*store.Record{
		dnsRecord(domain.ID, "Mx", email, "mailExchange", strings.ReplaceAll(domain.ID, ".", "-")+".mail.protection.outlook.com", "preference", 0),
		dnsRecord(domain.ID, "Txt", email, "text", "v=spf1 include:spf.protection.outlook.com -all"),
		dnsRecord("autodiscover."+domain.ID, "CName", email, "canonicalName", "autodiscover.outlook.com"),
	}
}

// dnsRecord makes a record with the properties of its kind; the id is always
// the same.
func dnsRecord(label, kind, service string, more ...any) *store.Record {
	sum := sha256.Sum256([]byte(label + kind + service))
	id := guidOf([16]byte(sum[:16]))
	if service == "" {
		service = "None"
	}
	props := odata.NewObject("id", id, "isOptional", false, "label", label, "recordType", kind, "supportedService", service, "ttl", 3600)
	for i := 0; i < len(more); i += 2 {
		props.Set(more[i].(string), more[i+1])
	}
	typ := "domainDns" + kind + "Record"
	if kind == "CName" {
		typ = "domainDnsCnameRecord"
	}
	return &store.Record{ID: id, Type: typ, Props: props}
}
