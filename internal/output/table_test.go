package output

import (
	"bytes"
	"fmt"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"iter"
	"testing"
)

func seq(n int) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for i := range n {
			if !yield(odata.NewObject("userPrincipalName", fmt.Sprintf("u%d@contoso.onmicrosoft.com", i), "displayName", "Müller 漢字 é \x1b[31m"+fmt.Sprint(i), "accountEnabled", true, "jobTitle", "  Manager of all the very long titles "+fmt.Sprint(i), "department", "Sales"), nil) {
				return
			}
		}
	}
}
func TestX(t *testing.T) {
	for _, w := range []int{0, 60, 80, 120, 200} {
		var b bytes.Buffer
		p, _ := New(Options{Width: w, Out: &b, Color: w == 120})
		cols := []Column{{Name: "userPrincipalName", Key: true}, {Name: "displayName"}, {Name: "accountEnabled"}, {Name: "jobTitle"}, {Name: "department"}}
		if err := p.List(cols, seq(3)); err != nil {
			t.Fatal(err)
		}
		fmt.Print(b.String())
	}
}
func BenchmarkTable(b *testing.B) {
	for b.Loop() {
		var o bytes.Buffer
		p, _ := New(Options{Out: &o})
		cols := []Column{{Name: "userPrincipalName", Key: true}, {Name: "displayName"}, {Name: "accountEnabled"}, {Name: "jobTitle"}, {Name: "department"}}
		p.List(cols, seq(10000))
	}
}
