package embedded_test

import (
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded"
)

const root = "http://directory.local/v1.0"

func open(tb testing.TB, path string) *http.Client {
	tb.Helper()
	s, err := embedded.Open(tb.Context(), embedded.Options{Path: path})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return &http.Client{Transport: s.Transport()}
}

func send(tb testing.TB, c *http.Client, method, target, body string) (int, string) {
	tb.Helper()
	r, err := http.NewRequestWithContext(tb.Context(), method, root+strings.ReplaceAll(target, " ", "%20"), strings.NewReader(body))
	if err != nil {
		tb.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := c.Do(r)
	if err != nil {
		tb.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		tb.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

// batchOfUsers is a $batch that creates 20 users of about 1 kB each.
func batchOfUsers(first int) string {
	var b strings.Builder
	b.WriteString(`{"requests":[`)
	for i := first; i < first+20; i++ {
		if i > first {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%d","method":"POST","url":"/users","headers":{"Content-Type":"application/json"},"body":{
			"accountEnabled":true,"displayName":"User %06d","mailNickname":"user%d","userPrincipalName":"user%d@contoso.onmicrosoft.com",
			"givenName":"User","surname":"Number%d","jobTitle":"Engineer","department":"Department %d","officeLocation":"1/23",
			"businessPhones":["+49 30 1234"],"mobilePhone":"+49 170 1234","streetAddress":"Street 1","city":"Berlin","postalCode":"10115",
			"country":"DE","usageLocation":"DE","preferredLanguage":"de-DE","employeeId":"E%d",
			"passwordProfile":{"password":"correct-Horse-battery-staple-7-and-some-more"}}}`, i, i, i, i, i, i%50, i)
	}
	b.WriteString(`]}`)
	return b.String()
}

func fill(b *testing.B, c *http.Client, n int) {
	b.Helper()
	for i := 0; i < n; i += 20 {
		if status, body := send(b, c, "POST", "/$batch", batchOfUsers(i)); status != 200 || strings.Contains(body, `"error"`) {
			b.Fatal(status, body)
		}
	}
}

func BenchmarkCreateInBatches(b *testing.B) {
	c := open(b, filepath.Join(b.TempDir(), "directory.db"))
	i := 0
	for b.Loop() {
		if status, body := send(b, c, "POST", "/$batch", batchOfUsers(i)); status != 200 || strings.Contains(body, `"error"`) {
			b.Fatal(status, body)
		}
		i += 20
	}
	b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "creates/s")
}

func BenchmarkRead100000(b *testing.B) {
	c := open(b, filepath.Join(b.TempDir(), "directory.db"))
	fill(b, c, 100_000)
	for _, q := range []struct{ name, target string }{
		{"FilterEq", "/users?$filter=userPrincipalName eq 'user55555@contoso.onmicrosoft.com'"},
		{"FilterEqEmployeeId", "/users?$filter=employeeId eq 'E55555'"},
		{"Page999", "/users?$top=999"},
		{"Page999Select", "/users?$top=999&$select=id,displayName,userPrincipalName,department,jobTitle,city,country,employeeId,businessPhones,accountEnabled"},
		{"ByKey", "/users/user55555@contoso.onmicrosoft.com"},
		{"StartsWith", "/users?$filter=startswith(displayName,'User 0999')&$top=100"},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				if status, body := send(b, c, "GET", q.target, ""); status != 200 {
					b.Fatal(body)
				}
			}
		})
	}
}
