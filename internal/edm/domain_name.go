package edm

import (
	"math"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// ASCIIUserName gives a user principal name as directories hold it: a domain
// that is written in other letters than ASCII's is ASCIIDomain of it. What
// has no domain stays as it is.
func ASCIIUserName(upn string) string {
	local, domain, ok := strings.Cut(upn, "@")
	if !ok {
		return upn
	}
	return local + "@" + ASCIIDomain(domain)
}

// ASCIIDomain gives the form in which a domain name stands in the DNS: a
// label with other letters than ASCII's is folded (case, normalization form
// C) and written in Punycode ("bücher" is "xn--bcher-kva"); names in ASCII
// stay as they are. Whether a registry allows the name it does not say.
//
// Source: RFC 5890 and RFC 3492.
func ASCIIDomain(name string) string {
	if isASCII(name) {
		return name
	}
	dots := strings.NewReplacer("。", ".", "．", ".", "｡", ".") // RFC 3490, section 3.1
	labels := strings.Split(dots.Replace(name), ".")
	for i, label := range labels {
		if !isASCII(label) {
			labels[i] = "xn--" + punycode([]rune(odata.Fold(label)))
		}
	}
	return strings.Join(labels, ".")
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= firstCode }) < 0
}

// The parameters of Punycode (RFC 3492, section 5).
const (
	codeBase  = 36
	codeTMin  = 1
	codeTMax  = 26
	firstCode = 0x80
	firstBias = 72
)

// punycode encodes a label (RFC 3492, section 6.3).
func punycode(label []rune) string {
	var b strings.Builder
	for _, r := range label {
		if r < firstCode {
			b.WriteRune(r)
		}
	}
	basic := b.Len()
	if basic > 0 {
		b.WriteByte('-')
	}
	code, delta, bias := rune(firstCode), 0, firstBias
	for done := basic; done < len(label); {
		next := least(label, code)
		delta += int(next-code) * (done + 1)
		code = next
		for _, r := range label {
			switch {
			case r < code:
				delta++
			case r == code:
				writeDelta(&b, delta, bias)
				bias = adapt(delta, done+1, done == basic)
				delta = 0
				done++
			}
		}
		delta++
		code++
	}
	return b.String()
}

// least is the smallest character of a label that is not below from.
func least(label []rune, from rune) rune {
	smallest := rune(math.MaxInt32)
	for _, r := range label {
		if r >= from {
			smallest = min(smallest, r)
		}
	}
	return smallest
}

// writeDelta writes a number as a variable-length integer.
func writeDelta(b *strings.Builder, delta, bias int) {
	const digits = "abcdefghijklmnopqrstuvwxyz0123456789"
	for k := codeBase; ; k += codeBase {
		t := min(max(k-bias, codeTMin), codeTMax)
		if delta < t {
			b.WriteByte(digits[delta])
			return
		}
		b.WriteByte(digits[t+(delta-t)%(codeBase-t)])
		delta = (delta - t) / (codeBase - t)
	}
}

// adapt gives the bias for the next number (RFC 3492, section 6.1).
func adapt(delta, points int, first bool) int {
	const damp, skew = 700, 38
	if first {
		delta /= damp
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for ; delta > (codeBase-codeTMin)*codeTMax/2; k += codeBase {
		delta /= codeBase - codeTMin
	}
	return k + (codeBase-codeTMin+1)*delta/(delta+skew)
}
