package odata

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"testing"
)

// benchmarkPage gives an answer with n users of about 1 kB each.
func benchmarkPage(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=x","value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(benchmarkUser(i))
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

func benchmarkUser(i int) []byte {
	o := NewObject(
		"id", fmt.Sprintf("6fd2c87f-b296-42f0-b197-%012d", i), "accountEnabled", true,
		"businessPhones", []string{"+49 30 1234567"}, "city", "Berlin", "companyName", "Contoso", "country", "Germany",
		"createdDateTime", "2024-03-01T08:00:00Z", "department", "Sales & Marketing", "displayName", fmt.Sprintf("Lee Gu %d", i),
		"employeeId", fmt.Sprint(i), "givenName", "Lee", "jobTitle", "Director of Sales", "mail", fmt.Sprintf("lee.gu%d@contoso.com", i),
		"mailNickname", fmt.Sprintf("lee.gu%d", i), "mobilePhone", nil, "officeLocation", "131/1104", "postalCode", "10115",
		"preferredLanguage", "de-DE", "state", nil, "streetAddress", "Unter den Linden 1", "surname", "Gu", "usageLocation", "DE",
		"userPrincipalName", fmt.Sprintf("lee.gu%d@contoso.onmicrosoft.com", i), "userType", "Member",
		"assignedLicenses", []map[string]any{{"skuId": "6fd2c87f-b296-42f0-b197-1e91e994b900", "disabledPlans": []string{}}})
	return o.AppendJSON(nil)
}

func BenchmarkParseObject(b *testing.B) {
	data := benchmarkUser(1)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseObject(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParsePage(b *testing.B) {
	data := benchmarkPage(999)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParsePage(data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPassThrough reads a page and writes its objects, as a list does.
func BenchmarkPassThrough(b *testing.B) {
	data := benchmarkPage(999)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	var buf []byte
	for b.Loop() {
		p, err := ParsePage(data)
		if err != nil {
			b.Fatal(err)
		}
		for _, o := range p.Value {
			buf = append(o.AppendJSON(buf[:0]), '\n')
			_, _ = io.Discard.Write(buf)
		}
	}
}

// BenchmarkStandardUnmarshal is the same page by encoding/json, to compare.
func BenchmarkStandardUnmarshal(b *testing.B) {
	data := benchmarkPage(999)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var page struct{ Value []map[string]json.RawMessage }
		if err := json.Unmarshal(data, &page); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseFilter(b *testing.B) {
	const text = "startsWith(displayName,'A') and accountEnabled eq true and not (userType eq 'Guest')"
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseFilter(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEval(b *testing.B) {
	o, err := ParseObject(benchmarkUser(1))
	if err != nil {
		b.Fatal(err)
	}
	e, err := ParseFilter("startsWith(displayName,'L') and accountEnabled eq true and not (userType eq 'Guest')")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Eval(e, o); err != nil {
			b.Fatal(err)
		}
	}
}
