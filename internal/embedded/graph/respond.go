package graph

import (
	"encoding/json"
	"net/http"
	"strconv"
	"unicode/utf8"

	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
)

// metadataWords are those of OData 4.
func metadataWords() inbound.MetadataWords {
	return inbound.MetadataWords{Parameter: "odata.metadata=", Minimal: "minimal", None: "none", Full: "full"}
}

// head writes status and headers. Answers without a body have no
// Content-Type, since some clients parse what is called JSON.
func (x *exchange) head(status int, contentType string) {
	h := x.w.Header()
	if contentType != "" {
		h.Set("Content-Type", contentType)
	}
	h.Set("request-id", x.id)
	h.Set("client-request-id", x.clientID)
	h.Set("Cache-Control", "no-cache")
	if !x.nested && contentType != "" {
		h.Set("OData-Version", "4.0")
	}
	x.sent = true
	x.w.WriteHeader(status)
}

// json sends a JSON body.
func (x *exchange) json(status int, body []byte) error {
	x.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	x.head(status, "application/json;"+metadataWords().Said(x.metadata)+";odata.streaming=true;IEEE754Compatible=false;charset=utf-8")
	if x.r.Method == http.MethodHead {
		return nil
	}
	// The error of writing to a client that has gone has nobody to be told.
	_, _ = x.w.Write(body)
	return nil
}

// text sends a plain value, as $count and $value do.
func (x *exchange) text(contentType, body string) error {
	x.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	x.head(http.StatusOK, contentType)
	_, _ = x.w.Write([]byte(body))
	return nil
}

// noContent answers 204.
func (x *exchange) noContent() error {
	x.head(http.StatusNoContent, "")
	return nil
}

// appendContext begins an object with @odata.context, unless the client wants
// none. The result ends ready for the next member.
func (x *exchange) appendContext(b []byte, fragment string) []byte {
	b = append(b, '{')
	if x.metadata == inbound.NoMetadata {
		return b
	}
	b = append(b, `"@odata.context":`...)
	return appendString(b, x.root()+"/$metadata#"+fragment)
}

// appendName appends a member's name, with the comma that it needs.
func appendName(b []byte, name string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	b = append(b, '"')
	b = append(b, name...)
	return append(b, '"', ':')
}

// appendString appends a JSON string.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			quoted, _ := json.Marshal(s)
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}
