package tabular_test

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/tenantctl/tenantctl/internal/tabular"
)

// people are cells that strain an encoding: quotes, separators, line breaks,
// letters of several planes.
var people = [][]string{
	{"userPrincipalName", "displayName", "streetAddress", "otherMails"},
	{"lee@contoso.com", "Lee \"Lucky\" Gu", "1; Microsoft, way\tB", "a@x.example;b@y.example"},
	{"zoe@contoso.com", "Zoë Đặng 葵 𠮷田 😀", "2丁目6番6号\nBuilding 4", ""},
	{"mo@contoso.com", "Mo", "", ""},
}

const peopleJSON = `{"userPrincipalName":"lee@contoso.com","displayName":"Lee \"Lucky\" Gu","streetAddress":"1; Microsoft, way\tB","otherMails":["a@x.example","b@y.example"]}
{"userPrincipalName":"zoe@contoso.com","displayName":"Zoë Đặng 葵 𠮷田 😀","streetAddress":"2丁目6番6号\nBuilding 4"}
{"userPrincipalName":"mo@contoso.com","displayName":"Mo"}`

func TestEncodings(t *testing.T) {
	t.Parallel()
	for _, encoding := range []string{"utf-8", "utf-8 bom", "utf-16le", "utf-16le bom", "utf-16be", "utf-16be bom"} {
		for _, comma := range ",;\t" {
			for _, newline := range []string{"\n", "\r\n", "\r"} {
				for _, end := range []bool{true, false} {
					text := write(t, people, comma)
					if !end {
						text = strings.TrimSuffix(text, "\n")
					}
					text = strings.ReplaceAll(text, "\n", newline)
					table, err := tabular.Read(bytes.NewReader(encode(text, encoding)), tabular.Users, contoso)
					if err != nil {
						t.Errorf("%s %q %q: %v", encoding, comma, newline, err)
						continue
					}
					got := good(t, table)
					lines := []int{table.Rows[0].Line, table.Rows[1].Line, table.Rows[2].Line}
					if got != peopleJSON || lines[0] != 2 || lines[1] != 3 || lines[2] != 5 {
						t.Errorf("%s %q %q: lines %v, got %s", encoding, comma, newline, lines, got)
					}
				}
			}
		}
	}
}

func write(t *testing.T, rows [][]string, comma rune) string {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma = comma
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func encode(text, encoding string) []byte {
	name, bom := strings.CutSuffix(encoding, " bom")
	if bom {
		text = "\uFEFF" + text
	}
	var order binary.AppendByteOrder
	switch name {
	case "utf-16le":
		order = binary.LittleEndian
	case "utf-16be":
		order = binary.BigEndian
	default:
		return []byte(text)
	}
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func TestSeparatorIsThatOfTheHeadingLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ heading, row, want string }{
		{"userPrincipalName;displayName", "a@contoso.com;Gu, Lee", "Gu, Lee"},
		{"userPrincipalName\tdisplayName", "a@contoso.com\tGu, Lee; Dr.", "Gu, Lee; Dr."},
		{"userPrincipalName,displayName", "a@contoso.com,Gu; Lee; Dr.", "Gu; Lee; Dr."},
		{`"userPrincipalName";"displayName";"city"`, `"a@contoso.com";"Gu";`, "Gu"},
	} {
		table := read(t, tabular.Users, tt.heading+"\n"+tt.row+"\n")
		if len(table.Rows) != 1 || table.Rows[0].Object.String("displayName") != tt.want {
			t.Errorf("%s: %v, %v", tt.heading, table.Rows, table.Bad)
		}
	}
}

func TestExamplesReadTheSameInEveryEncoding(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "examples", "users.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := good(t, read(t, tabular.Users, string(data)))
	for _, tt := range []struct {
		encoding string
		comma    rune
	}{{"utf-8 bom", ';'}, {"utf-16le bom", '\t'}, {"utf-16be", ','}} {
		table, err := tabular.Read(bytes.NewReader(encode(write(t, rows, tt.comma), tt.encoding)), tabular.Users, contoso)
		if err != nil {
			t.Fatal(err)
		}
		if good(t, table) != want {
			t.Errorf("%s with %q: other rows than in UTF-8", tt.encoding, tt.comma)
		}
	}
}
