package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"time"
)

// base is where the directory is in process.
const base = "https://localhost/v1.0"

// figures fills a directory with n users and prints, as JSON, how long one
// create takes among them, and the medians of a lookup and of a page.
func figures(ctx context.Context, home string, n int) error {
	server, err := open(ctx, home)
	if err != nil {
		return err
	}
	defer server.Close()
	client := &http.Client{Transport: server.Transport()}
	create, err := fill(ctx, client, n)
	if err != nil {
		return err
	}
	eq, err := repeat(200, func(i int) error {
		upn := fmt.Sprintf("user%d@contoso.onmicrosoft.com", (i*7919)%n)
		return send(ctx, client, http.MethodGet, "/users?$filter=userPrincipalName%20eq%20'"+upn+"'", nil)
	})
	if err != nil {
		return err
	}
	page, err := repeat(30, func(int) error { return send(ctx, client, http.MethodGet, "/users?$top=999", nil) })
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]time.Duration{"Create": create, "Eq": eq, "Page": page})
}

// fill creates n users, 20 to a request, and gives the time that one takes.
func fill(ctx context.Context, client *http.Client, n int) (time.Duration, error) {
	begin := time.Now()
	for i := 0; i < n; i += 20 {
		if err := send(ctx, client, http.MethodPost, "/$batch", batch(i)); err != nil {
			return 0, err
		}
	}
	return time.Since(begin) / time.Duration(n), nil
}

// batch creates 20 users of nearly 1 kB. Their passwords are long, as those
// that an import makes are: a short one is hashed with bcrypt, which takes
// what it is meant to take.
func batch(first int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"requests":[`)
	for i := first; i < first+20; i++ {
		if i > first {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%[1]d","method":"POST","url":"/users","headers":{"Content-Type":"application/json"},"body":{
			"accountEnabled":true,"displayName":"User %06[1]d","mailNickname":"user%[1]d",
			"userPrincipalName":"user%[1]d@contoso.onmicrosoft.com","givenName":"User","surname":"Number %[1]d",
			"jobTitle":"Engineer","department":"Department %[2]d","officeLocation":"1/23","businessPhones":["+49 30 1234"],
			"mobilePhone":"+49 170 1234","streetAddress":"Street 1","city":"Berlin","postalCode":"10115","country":"DE",
			"usageLocation":"DE","preferredLanguage":"de-DE","employeeId":"E%[1]d",
			"passwordProfile":{"password":"correct-Horse-battery-staple-7-and-some-more"}}}`, i, i%50)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

func send(ctx context.Context, client *http.Client, method, path string, body []byte) error {
	r, err := http.NewRequestWithContext(ctx, method, base+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err == nil && (answer.StatusCode != http.StatusOK || bytes.Contains(data, []byte(`"error"`))) {
		err = fmt.Errorf("%s %s: %s: %.300s", method, path, answer.Status, data)
	}
	return err
}

// repeat gives the median time of a request.
func repeat(times int, request func(i int) error) (time.Duration, error) {
	took := make([]time.Duration, times)
	for i := range took {
		begin := time.Now()
		if err := request(i); err != nil {
			return 0, err
		}
		took[i] = time.Since(begin)
	}
	slices.Sort(took)
	return took[times/2], nil
}
