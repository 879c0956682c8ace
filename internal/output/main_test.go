package output

import (
	"bytes"
	"errors"
	"iter"
	"os"
	"testing"

	"github.com/olekukonko/tablewriter/pkg/twwidth"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestMain(m *testing.M) {
	twwidth.SetEastAsian(false) // goldens do not hang on the locale
	os.Exit(m.Run())
}

var errBroken = errors.New("connection reset")

// list yields the objects, and then err if it is not nil.
func list(err error, objects ...*odata.Object) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for _, o := range objects {
			if !yield(o, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// parse makes an object of JSON text.
func parse(t testing.TB, text string) *odata.Object {
	t.Helper()
	o, err := odata.ParseObject([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return o
}

// printer makes a printer on a buffer.
func printer(t testing.TB, o Options) (*Printer, *bytes.Buffer) {
	t.Helper()
	var b bytes.Buffer
	o.Out = &b
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return p, &b
}

// userColumns are like those of the noun user.
func userColumns() []Column {
	return []Column{
		{Name: "userPrincipalName", Key: true}, {Name: "displayName"}, {Name: "accountEnabled"},
		{Name: "jobTitle"}, {Name: "department"},
		{Name: "businessPhones", Wide: true}, {Name: "id", Wide: true},
	}
}
