package bulk

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// FormatPasswords makes the text of a file of passwords: CSV with a heading,
// a row for each new person.
func FormatPasswords(rows [][2]string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Write([]string{"userPrincipalName", "password"})
	for _, row := range rows {
		w.Write(row[:])
	}
	w.Flush()
	return b.String()
}

// ReadPasswords reads such a file and gives the password of a UPN.
func ReadPasswords(path string) (func(upn string) string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("the file of passwords that the import wrote: %w", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	byUPN := map[string]string{}
	for _, row := range rows {
		if len(row) == 2 {
			byUPN[odata.Fold(row[0])] = row[1]
		}
	}
	return func(upn string) string { return byUPN[odata.Fold(upn)] }, nil
}
