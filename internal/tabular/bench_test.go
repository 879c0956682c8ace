package tabular_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/tenantctl/tenantctl/internal/tabular"
)

// BenchmarkRead reads the 1,000 people of the examples, whose import as a
// whole has one second (design, section 9).
func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "examples", "users.csv"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tabular.Read(bytes.NewReader(data), tabular.Users, contoso); err != nil {
			b.Fatal(err)
		}
	}
}
