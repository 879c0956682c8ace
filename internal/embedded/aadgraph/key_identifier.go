package aadgraph

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
)

// keyIdentifier is the property of a credential that is a certificate's
// thumbprint where nobody chose another: Microsoft Graph shows its 20 bytes as
// 40 hexadecimals, this protocol, as any binary, in base64 (the reference's
// samples).
const keyIdentifier = "customKeyIdentifier"

// thumbprintSize is that of SHA-1 in bytes.
const thumbprintSize = 20

// wireIdentifier gives a key's identifier in base64; one that is no
// thumbprint stays as it is.
func wireIdentifier(raw json.RawMessage) json.RawMessage {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return raw
	}
	if sum, err := hex.DecodeString(text); err == nil && len(sum) == thumbprintSize {
		return json.RawMessage(`"` + base64.StdEncoding.EncodeToString(sum) + `"`)
	}
	return raw
}

// canonicalIdentifier is the way back.
func canonicalIdentifier(raw json.RawMessage) json.RawMessage {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return raw
	}
	if sum, err := base64.StdEncoding.DecodeString(text); err == nil && len(sum) == thumbprintSize {
		return json.RawMessage(`"` + strings.ToUpper(hex.EncodeToString(sum)) + `"`)
	}
	return raw
}
