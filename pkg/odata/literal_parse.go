package odata

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"
)

// parseBare reads a literal that stands without quotes and begins with a
// digit or a minus, or is a GUID. On failure advice says what is wrong.
func parseBare(text string) (lit *Literal, advice string) {
	switch {
	case IsGUID(text):
		return &Literal{Kind: GUID, Text: strings.ToLower(text)}, ""
	case looksLikeDate(text):
		return parseDate(text)
	case strings.Contains(text, ":"):
		return parseTimeOfDay(text)
	}
	return parseNumber(text)
}

// IsGUID tells whether s has the form 8-4-4-4-12 of a GUID, in either case of
// its letters: that of an object's id in Microsoft's directories.
func IsGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (s[i] == '-') || !dash && !isHex(s[i]) {
			return false
		}
	}
	return true
}

func looksLikeDate(s string) bool {
	return len(s) >= 8 && isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]) && isDigit(s[3]) && s[4] == '-'
}

func parseDate(text string) (*Literal, string) {
	text = strings.ToUpper(text)
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return &Literal{Kind: Date, Text: text}, ""
	}
	if _, err := parseTime(text); err == nil {
		return &Literal{Kind: DateTime, Text: text}, ""
	}
	if _, err := parseTime(text + "Z"); err == nil {
		return nil, "a time needs its zone: " + text + "Z"
	}
	return nil, "there is no such date or time; the forms are 2020-01-31 and 2020-01-31T08:00:00Z"
}

// parseTime reads an instant; seconds may be left out. The checks are for
// what time.Parse lets pass: hours of one digit, a comma before a fraction.
func parseTime(text string) (time.Time, error) {
	if len(text) < len("2006-01-02T15:04Z") || text[10] != 'T' || text[13] != ':' || strings.Contains(text, ",") {
		return time.Time{}, errors.New("not a date and time")
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Parse("2006-01-02T15:04Z07:00", text)
	}
	return t, nil
}

func parseTimeOfDay(text string) (*Literal, string) {
	if _, err := parseClock(text); err != nil {
		return nil, "there is no such time of day; the form is 08:00:00"
	}
	return &Literal{Kind: TimeOfDay, Text: text}, ""
}

func parseClock(text string) (time.Time, error) {
	if len(text) < len("15:04") || text[2] != ':' || strings.Contains(text, ",") {
		return time.Time{}, errors.New("not a time of day")
	}
	t, err := time.Parse("15:04:05.999999999", text)
	if err != nil {
		return time.Parse("15:04", text)
	}
	return t, nil
}

// parseNumber reads a number, also with the suffix of its type that version
// 3 has (1.5M, 10L).
func parseNumber(text string) (*Literal, string) {
	number := strings.ToLower(text)
	if n := len(number) - 1; n > 0 && strings.IndexByte("lmdf", number[n]) >= 0 {
		number = number[:n]
	}
	s := scanner{data: []byte(number)}
	if !s.number() || s.pos < len(number) {
		return nil, "no number has this form; text stands in single quotes: " + QuoteString(text)
	}
	if n, err := strconv.ParseInt(number, 10, 64); err == nil {
		return &Literal{Kind: Int, Text: strconv.FormatInt(n, 10)}, ""
	}
	return &Literal{Kind: Decimal, Text: number}, ""
}

// parsePrefixed reads a literal with the name of its type before the quotes:
// version 3's datetime'…' and guid'…', duration'…', or an enumeration's.
func parsePrefixed(prefix, text string) (lit *Literal, advice string) {
	switch strings.ToLower(prefix) {
	case "guid":
		if IsGUID(text) {
			return &Literal{Kind: GUID, Text: strings.ToLower(text)}, ""
		}
		return nil, "this is no GUID; the form is 8-4-4-4-12 hexadecimal digits"
	case "datetime", "datetimeoffset":
		return parsePrefixedTime(strings.ToUpper(text))
	case "duration", "time":
		if _, ok := parseDuration(text); ok {
			return &Literal{Kind: Duration, Text: text}, ""
		}
		return nil, "this is no duration; the form is P1DT2H30M"
	case "binary", "x":
		return parseBinary(prefix, text)
	}
	if !strings.Contains(prefix, ".") {
		return nil, "no literal begins with " + prefix + "; an enumeration's type is named in full: microsoft.graph." + prefix + QuoteString(text)
	}
	return &Literal{Kind: Enum, Type: prefix, Text: text}, ""
}

// parsePrefixedTime reads version 3's times, which are in UTC if they do not
// name a zone.
func parsePrefixedTime(text string) (*Literal, string) {
	for _, form := range []string{text, text + "Z", text + "T00:00:00Z"} {
		if _, err := parseTime(form); err == nil {
			return &Literal{Kind: DateTime, Text: form}, ""
		}
	}
	return nil, "there is no such time; the form is 2020-01-31T08:00:00Z"
}

// parseBinary reads version 4's base64url and version 3's hexadecimal form.
func parseBinary(prefix, text string) (*Literal, string) {
	if b, err := hex.DecodeString(text); err == nil && strings.EqualFold(prefix, "x") {
		return &Literal{Kind: Binary64, Text: base64.RawURLEncoding.EncodeToString(b)}, ""
	}
	trimmed := strings.TrimRight(text, "=")
	if _, err := base64.RawURLEncoding.DecodeString(trimmed); err == nil && !strings.EqualFold(prefix, "x") {
		return &Literal{Kind: Binary64, Text: trimmed}, ""
	}
	return nil, "this is no binary value; the form is binary'T0RhdGE'"
}

// parseDuration reads an xs:dayTimeDuration: -P1DT2H30M5.5S.
func parseDuration(text string) (time.Duration, bool) {
	rest, negative := strings.CutPrefix(text, "-")
	rest, ok := strings.CutPrefix(rest, "P")
	days, clock, timed := strings.Cut(rest, "T")
	if !ok || rest == "" || timed && clock == "" {
		return 0, false
	}
	var total time.Duration
	if days != "" {
		n, err := strconv.ParseUint(strings.TrimSuffix(days, "D"), 10, 16)
		if err != nil || !strings.HasSuffix(days, "D") {
			return 0, false
		}
		total = time.Duration(n) * 24 * time.Hour
	}
	if timed {
		d, err := time.ParseDuration(strings.ToLower(clock))
		if err != nil || d < 0 || strings.ContainsAny(clock, "UNµ+-") || strings.Contains(clock, "MS") || clock != strings.ToUpper(clock) {
			return 0, false
		}
		if total += d; total < 0 {
			return 0, false
		}
	}
	if negative {
		total = -total
	}
	return total, true
}
