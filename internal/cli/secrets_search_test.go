package cli_test

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"unicode/utf16"
)

// traceLength is how many bytes of a form of a secret give it away: few enough
// that pages of a database and lines of PEM cannot part them all.
const traceLength = 16

// traces finds secrets in whatever form they are written.
type traces struct {
	of     map[[traceLength]byte]string // which secret
	begins [1 << 16]bool                // the first two bytes of one
}

// add adds a secret, which is long, by its name.
func (s *traces) add(t *testing.T, name string, secret []byte) {
	t.Helper()
	if len(secret) < 2*traceLength {
		t.Fatalf("%s is too short to be told from chance: %d bytes", name, len(secret))
	}
	if s.of == nil {
		s.of = map[[traceLength]byte]string{}
	}
	for _, form := range forms(secret) {
		for at := 0; at+traceLength <= len(form); at++ {
			trace := [traceLength]byte(form[at : at+traceLength])
			s.of[trace] = name
			s.begins[int(trace[0])<<8|int(trace[1])] = true
		}
	}
}

// forms are a secret as it is, escaped and encoded.
func forms(secret []byte) [][]byte {
	escaped, _ := json.Marshal(string(secret))
	twice, _ := json.Marshal(string(escaped))
	upper := bytes.ToUpper([]byte(hex.EncodeToString(secret)))
	list := [][]byte{secret, escaped, twice, upper, bytes.ToLower(upper),
		[]byte(url.QueryEscape(string(secret))), []byte(url.PathEscape(string(secret)))}
	var little, big []byte
	for _, unit := range utf16.Encode([]rune(string(secret))) {
		little, big = append(little, byte(unit), byte(unit>>8)), append(big, byte(unit>>8), byte(unit))
	}
	list = append(list, little, big)
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for before := range 3 { // where it begins within a longer text
			text := encoding.EncodeToString(append(make([]byte, before), secret...))
			list = append(list, []byte(text[4:len(text)-4]))
		}
	}
	return list
}

// in names the first secret that is in data, "" if there is none.
func (s *traces) in(data []byte) string {
	for at := 0; at+traceLength <= len(data); at++ {
		if !s.begins[int(data[at])<<8|int(data[at+1])] {
			continue
		}
		if name, ok := s.of[[traceLength]byte(data[at:at+traceLength])]; ok {
			return name
		}
	}
	return ""
}

// below looks through all files below folders, by their names too.
func (s *traces) below(t *testing.T, folders ...string) {
	t.Helper()
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if name := s.in(append(data, path...)); name != "" {
				t.Errorf("%s holds %s", path, name)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// privatePart is what of a private key its certificate does not have.
func privatePart(t *testing.T, key crypto.Signer) []byte {
	t.Helper()
	private, ok := key.(*rsa.PrivateKey)
	if !ok {
		t.Fatalf("a key of type %T", key)
	}
	return private.D.Bytes()
}

// keyIn reads a private key (PEM, PKCS#8).
func keyIn(t *testing.T, file string) crypto.Signer {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(data)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	signer, _ := key.(crypto.Signer)
	return signer
}

// made gives the secrets that are in recorded exchanges and in what was shown:
// those that the directory made, and the proofs that keys have signed.
func made(t *testing.T, record string, shown []byte) [][]byte {
	t.Helper()
	data, err := os.ReadFile(record)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var list [][]byte
	for _, found := range regexp.MustCompile(`"(?:secretText|proof)": ?("(?:[^"\\*]|\\.)+")`).FindAllSubmatch(append(data, shown...), -1) {
		var text string
		if err := json.Unmarshal(found[1], &text); err != nil {
			t.Fatal(err)
		}
		list = append(list, []byte(text))
	}
	return list
}

// TestTracesAreFound: what looks for secrets finds them.
func TestTracesAreFound(t *testing.T) {
	t.Parallel()
	const secret = `A "quoted" secret/with\much<that>is&escaped=, and long`
	s := new(traces)
	s.add(t, "it", []byte(secret))
	inJSON, _ := json.Marshal(map[string]string{"a": `{"b":"` + secret + `"}`})
	for _, text := range []string{
		"x" + secret + "y", string(inJSON), "?a=" + url.QueryEscape(secret), hex.EncodeToString([]byte(secret)),
		base64.StdEncoding.EncodeToString([]byte("1" + secret)), base64.URLEncoding.EncodeToString([]byte("22" + secret)),
		secret[:20], secret[len(secret)-20:],
	} {
		if s.in([]byte(text)) == "" {
			t.Errorf("not found in %q", text)
		}
	}
	if s.in([]byte(secret[:15]+"*"+secret[17:32])) != "" {
		t.Error("found where it is not")
	}
}
