package oauth

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"net/http"
	"strings"
)

// pageContent is what one of the few pages shows. They are so plain that a
// package for templates, which costs every start of the program, is not worth
// it; page escapes all that is put into them.
type pageContent struct {
	title, text string
	fault       string // what was wrong with what was sent, "" for nothing
	fields      []field
	buttons     []button
}

type field struct{ name, label, kind, value, autocomplete string }

type button struct{ value, label string }

const pageStyle = `body{font:1rem/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
label{display:block;margin-top:1rem}input{width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #555}
button{font:inherit;margin:1.5rem .5rem 0 0;padding:.5rem 1.25rem}[role=alert]{color:#a00;font-weight:600}
@media (prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}input{color:inherit;background:#222}[role=alert]{color:#ff9c9c}}`

// page answers with a page that runs no script, is shown in no frame and
// sends its form nowhere else.
func (x *exchange) page(status int, c pageContent) error {
	sum := sha256.Sum256([]byte(pageStyle))
	h := x.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+
		"'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	x.w.WriteHeader(status)
	if x.r.Method == http.MethodHead {
		return nil
	}
	x.w.Write([]byte(c.html()))
	return nil
}

func (c pageContent) html() string {
	var b strings.Builder
	e := html.EscapeString
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n",
		e(c.title), pageStyle, e(c.title))
	if c.fault != "" {
		fmt.Fprintf(&b, "<p role=\"alert\" id=\"fault\">%s</p>\n", e(c.fault))
	}
	if c.text != "" {
		fmt.Fprintf(&b, "<p>%s</p>\n", e(c.text))
	}
	if len(c.buttons) > 0 {
		b.WriteString("<form method=\"post\">\n")
		for _, f := range c.fields {
			b.WriteString(f.html())
		}
		for _, but := range c.buttons {
			fmt.Fprintf(&b, "<button type=\"submit\" name=\"do\" value=\"%s\">%s</button>\n", e(but.value), e(but.label))
		}
		b.WriteString("</form>\n")
	}
	b.WriteString("</main>\n</body>\n</html>\n")
	return b.String()
}

func (f field) html() string {
	e := html.EscapeString
	if f.kind == "hidden" {
		return fmt.Sprintf("<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", e(f.name), e(f.value))
	}
	return fmt.Sprintf("<label for=\"%[1]s\">%[2]s</label>\n<input id=\"%[1]s\" name=\"%[1]s\" type=\"%[3]s\" value=\"%[4]s\" autocomplete=\"%[5]s\" autocapitalize=\"none\" spellcheck=\"false\">\n",
		e(f.name), e(f.label), e(f.kind), e(f.value), e(f.autocomplete))
}
