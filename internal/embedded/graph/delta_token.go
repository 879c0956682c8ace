package graph

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// deltaLife is how long a token holds good (facts/graph.md, section 5).
const deltaLife = 7 * 24 * time.Hour

// deltaState is the state of a delta query, which lives in its URLs. A round
// first lists all objects, then every following one gives the changes since
// the sequence number at which the round before began.
type deltaState struct {
	Set      string   `json:"s"`           // "users"
	Sequence int64    `json:"q"`           // changes up to here are known to the client
	Listing  bool     `json:"l,omitempty"` // the first round is not at its end
	After    string   `json:"a,omitempty"` // where it goes on
	Select   []string `json:"f,omitempty"`
	IDs      []string `json:"i,omitempty"`
	Made     int64    `json:"t"` // Unix time
	// Origin stands for the change at Sequence, "" if nothing is known of it:
	// another directory that has as many changes has not this one.
	Origin string `json:"o,omitempty"`
}

// origin is what tells the change at a sequence number from that of another
// directory, such as one that was reset: a sum of who made it, and when.
func origin(tx *store.Tx, seq int64) (string, error) {
	text, err := tx.MarkOf(seq)
	if err != nil || text == "" {
		return "", err
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8]), nil
}

func (s deltaState) token() string {
	data, err := json.Marshal(s)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

// decodeDelta reads a token; ok is false for one that is damaged, of another
// set, or too old.
func decodeDelta(token, set string, now time.Time) (s deltaState, ok bool) {
	data, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || json.Unmarshal(data, &s) != nil || s.Set != set {
		return s, false
	}
	return s, now.Sub(time.Unix(s.Made, 0)) <= deltaLife
}

// resync tells the client to begin anew: 410 with the URL to begin at.
func (x *exchange) resync() error {
	x.w.Header().Set("Location", x.root()+"/"+x.path+"?$deltatoken=")
	return &core.Error{Status: http.StatusGone, Code: "resyncRequired",
		Message: "The delta token is no longer valid. Start a full synchronization: call the URL in the Location header."}
}

func (x *exchange) deltaLink(option string, s deltaState) string {
	return x.root() + "/" + x.path + "?" + option + "=" + url.QueryEscape(s.token())
}
