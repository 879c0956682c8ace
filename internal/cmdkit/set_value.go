package cmdkit

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// readJSON reads JSON text, or with @ that of a file, which may be YAML.
func readJSON(value string) (json.RawMessage, error) {
	text := []byte(value)
	if name, ok := strings.CutPrefix(value, "@"); ok {
		var err error
		if text, err = os.ReadFile(name); err != nil {
			return nil, err
		}
	}
	if json.Valid(text) {
		return text, nil
	}
	return parseValue(text)
}

// readValue makes of a text what a property's type wants: null and "" clear.
func readValue(p edm.Property, text string) (json.RawMessage, error) {
	inner := edm.Lookup(p.Type)
	nested := inner != nil && inner.Kind == edm.Complex
	switch {
	case p.Collection && (text == "" || text == "null"):
		return json.RawMessage("[]"), nil
	case text == "" || text == "null":
		return json.RawMessage("null"), nil
	case nested && p.Collection:
		return nil, fmt.Errorf("it is a list of objects: write %s:=JSON or %s:=@FILE", p.Name, p.Name)
	case nested:
		return nil, fmt.Errorf("it is an object: set its members (%s.NAME=VALUE), or all of it with %s:=JSON", p.Name, p.Name)
	case !p.Collection:
		return readOne(p.Type, text)
	}
	items := []json.RawMessage{}
	for _, item := range splitList(text) {
		raw, err := readOne(p.Type, item)
		if err != nil {
			return nil, err
		}
		items = append(items, raw)
	}
	return json.Marshal(items)
}

func readOne(typ, text string) (json.RawMessage, error) {
	switch typ {
	case "Edm.Boolean":
		b, err := strconv.ParseBool(text)
		if err != nil {
			return nil, fmt.Errorf("true or false is wanted, not %q", text)
		}
		return json.RawMessage(strconv.FormatBool(b)), nil
	case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte", "Edm.Double", "Edm.Decimal":
		if !json.Valid([]byte(text)) || slices.Contains([]string{"true", "false"}, text) {
			return nil, fmt.Errorf("a number is wanted, not %q", text)
		}
		return json.RawMessage(text), nil
	case "Edm.DateTimeOffset":
		t, err := ParseTime(text)
		if err != nil {
			return nil, err
		}
		return json.Marshal(t.UTC().Format(time.RFC3339))
	}
	raw, _ := odata.NewObject("v", text).Raw("v")
	return raw, nil
}

// splitList takes a list apart at its commas. "\," is a comma within an item,
// "\\" a backslash.
func splitList(text string) []string {
	var items []string
	var item strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && (text[i+1] == ',' || text[i+1] == '\\'):
			i++
			item.WriteByte(text[i])
		case c == ',':
			items = append(items, item.String())
			item.Reset()
		default:
			item.WriteByte(c)
		}
	}
	return append(items, item.String())
}
