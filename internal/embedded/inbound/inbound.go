// Package inbound is what every protocol of the embedded directory does with a
// request before it knows what is asked: it gives it an id, finds where the
// client reached the service and reads the body within bounds. Refusals are
// *core.Error in the words of Microsoft Graph, which a protocol with other
// codes translates.
package inbound

import (
	"compress/gzip"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// MaxBody bounds a request body, in bytes after decompression.
const MaxBody = 4 << 20

// NewID makes a request-id, a random GUID.
func NewID() string {
	var u [16]byte
	rand.Read(u[:])
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// Origin is the root of the server as the client called it, "https://host".
// Forwarding headers are not looked at, for anybody can send them.
func Origin(r *http.Request) string {
	scheme := r.URL.Scheme
	switch {
	case scheme != "":
	case r.TLS != nil:
		scheme = "https"
	default:
		scheme = "http"
	}
	return scheme + "://" + r.Host
}

// Body reads a request's body, of whatever type.
func Body(r *http.Request) ([]byte, error) {
	in, err := decoded(r)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(in, MaxBody+1))
	switch {
	case err != nil:
		return nil, malformed(err)
	case len(data) > MaxBody:
		return nil, &core.Error{Status: http.StatusRequestEntityTooLarge, Code: "RequestEntityTooLarge",
			Message: fmt.Sprintf("The request body is larger than %d bytes.", MaxBody)}
	}
	return data, nil
}

// JSON reads a request's body, which must be called JSON if it is called
// anything.
func JSON(r *http.Request) ([]byte, error) {
	if t := r.Header.Get("Content-Type"); t != "" && !strings.Contains(strings.ToLower(t), "json") {
		return nil, mediaType("Unsupported media type: the body must be application/json.")
	}
	return Body(r)
}

// Object parses a body as a JSON object. An empty one is refused.
func Object(data []byte) (*odata.Object, error) {
	if len(data) == 0 {
		return nil, malformed(errors.New("the body is empty"))
	}
	o, err := odata.ParseObject(data)
	if err != nil {
		return nil, malformed(err)
	}
	return o, nil
}

// Arguments parses a body as the parameters of an action: an empty one means
// none.
func Arguments(data []byte) (*odata.Object, error) {
	if len(data) == 0 {
		return new(odata.Object), nil
	}
	return Object(data)
}

// decoded gives the body without its Content-Encoding. The client learns by
// 415 what it can do without (Microsoft's Go SDK then sends plain).
func decoded(r *http.Request) (io.Reader, error) {
	switch strings.ToLower(r.Header.Get("Content-Encoding")) {
	case "", "identity":
		return r.Body, nil
	case "gzip":
		in, err := gzip.NewReader(r.Body)
		if err != nil {
			return nil, malformed(err)
		}
		return in, nil
	}
	return nil, mediaType("Unsupported content encoding: only gzip is read.")
}

func mediaType(message string) error {
	return &core.Error{Status: http.StatusUnsupportedMediaType, Code: core.CodeBadRequest, Message: message}
}

func malformed(err error) error {
	return &core.Error{Status: http.StatusBadRequest, Code: "BadRequest",
		Message: "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format: " + err.Error()}
}
