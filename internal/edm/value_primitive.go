package edm

import (
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkPrimitive checks a value of a type of the namespace Edm (OData JSON
// Format 4.01, section 7.1).
func (p *place) checkPrimitive(value json.RawMessage, rule *Rule) *ValueError {
	switch p.typ {
	case "Edm.Boolean":
		if s := string(value); s != "true" && s != "false" {
			return p.fail(value, rule, "it is true or false, without quotes")
		}
		return nil
	case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte", "Edm.SByte":
		return p.checkInteger(value, rule)
	case "Edm.Double", "Edm.Single", "Edm.Decimal":
		return p.checkNumber(value, rule)
	}
	s, ok := textOf(value)
	if !ok {
		return p.fail(value, rule, "it is %s: a JSON string", describe(p.typ))
	}
	if p.typ == "Edm.String" {
		return p.checkText(s, rule)
	}
	if example := badText(p.typ, s); example != "" {
		return p.failText(s, rule, "it is %s: %s", describe(p.typ), example)
	}
	return nil
}

func (p *place) checkInteger(value json.RawMessage, rule *Rule) *ValueError {
	bits, signed := 64, true
	switch p.typ {
	case "Edm.Int16":
		bits = 16
	case "Edm.Int32":
		bits = 32
	case "Edm.SByte":
		bits = 8
	case "Edm.Byte":
		bits, signed = 8, false
	}
	_, err := strconv.ParseInt(string(value), 10, bits)
	if !signed {
		_, err = strconv.ParseUint(string(value), 10, bits)
	}
	if err != nil {
		return p.fail(value, rule, "it is a whole number of at most %d bits, without quotes", bits)
	}
	if len(rule.Allowed) > 0 && !containsFold(rule.Allowed, string(value)) {
		return p.fail(value, rule, "it is none of the values%s", oneOf(string(value), rule.Allowed))
	}
	return nil
}

func (p *place) checkNumber(value json.RawMessage, rule *Rule) *ValueError {
	s := strings.Trim(string(value), `"`)
	if s == "INF" || s == "-INF" || s == "NaN" {
		return nil
	}
	if value[0] == '"' || json.Unmarshal(value, new(float64)) != nil {
		return p.fail(value, rule, "it is a number, without quotes")
	}
	return nil
}

// badText gives an example of the right form if s is no value of the type,
// and "" if it is one or the type is not known.
func badText(typ, s string) (example string) {
	var ok bool
	switch typ {
	case "Edm.Guid":
		ok, example = odata.IsGUID(s), "00000000-0000-0000-0000-000000000000"
	case "Edm.DateTimeOffset":
		_, err := time.Parse(time.RFC3339Nano, strings.ToUpper(s))
		ok, example = err == nil, "2020-01-31T08:00:00Z"
	case "Edm.Date":
		_, err := time.Parse(time.DateOnly, s)
		ok, example = err == nil, "2020-01-31"
	case "Edm.TimeOfDay":
		_, err := time.Parse("15:04:05.999999999", s)
		ok, example = err == nil, "08:00:00"
	case "Edm.Duration":
		ok, example = isDuration(s), "P1DT2H"
	case "Edm.Binary":
		ok, example = isBase64(s), "base64 text"
	default:
		ok = true
	}
	if ok {
		return ""
	}
	return example
}

// isBase64 takes both alphabets, with and without padding: JSON Format wants
// base64url, and the service writes plain base64.
func isBase64(s string) bool {
	s = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(s, "="))
	_, err := base64.RawStdEncoding.DecodeString(s)
	return err == nil
}

// isDuration tells whether s is an xs:dayTimeDuration: -P1DT2H3M4.5S.
func isDuration(s string) bool {
	s = strings.TrimPrefix(s, "-")
	rest, ok := strings.CutPrefix(s, "P")
	if !ok {
		return false
	}
	date, clock, hasClock := strings.Cut(rest, "T")
	if hasClock && clock == "" || date == "" && !hasClock {
		return false
	}
	return durationParts(date, "D") && durationParts(clock, "HMS")
}

// durationParts tells whether s is numbers, each followed by one of units,
// in the order of units; only seconds may have a fraction.
func durationParts(s, units string) bool {
	for s != "" {
		n := strings.IndexFunc(s, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
		if n <= 0 {
			return false
		}
		unit := strings.IndexByte(units, s[n])
		if unit < 0 {
			return false
		}
		if _, err := strconv.ParseFloat(s[:n], 64); err != nil || s[n] != 'S' && strings.Contains(s[:n], ".") {
			return false
		}
		s, units = s[n+1:], units[unit+1:]
	}
	return true
}
