package socket

import (
	"cmp"
	"crypto/tls"
	"errors"
	"io/fs"
	"net"
	"os"
	"sync"
	"time"
)

// certificates checks the settings of TLS and loads the certificate; nil is
// plain HTTP.
func (o Options) certificates() (*certificate, error) {
	if _, _, err := net.SplitHostPort(o.Listen); err != nil {
		return nil, &Error{Setting: true, Message: "the address " + o.Listen + " is no host and port", Hint: "write it as 127.0.0.1:8443, or [::1]:8443"}
	}
	switch {
	case o.Cert == "" && o.Key == "":
		if !isLoopback(o.Listen) {
			return nil, &Error{Setting: true, Message: "plain HTTP is served on loopback addresses only, not on " + o.Listen,
				Hint: "give a certificate with --tls-cert and --tls-key, or listen on 127.0.0.1"}
		}
		return nil, nil
	case o.Cert == "" || o.Key == "":
		return nil, &Error{Setting: true, Message: "--tls-cert and --tls-key go together", Hint: "give both, in PEM"}
	}
	c := &certificate{cert: o.Cert, key: o.Key, look: cmp.Or(o.Look, lookAfter)}
	return c, c.load()
}

// isLoopback tells whether nobody but this machine reaches an address. Names
// are not looked up: what they mean can change.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// certificate is a pair of files that is read again when it changes, so that
// a renewed certificate comes into use by itself.
type certificate struct {
	cert, key string
	look      time.Duration

	mu     sync.Mutex
	loaded *tls.Certificate
	stamps [2]time.Time
	looked time.Time
}

// lookAfter is how often the files are looked at, at most, by default.
const lookAfter = 10 * time.Second

func (c *certificate) config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.get}
}

// get gives the certificate in force. Files that cannot be read, or do not
// fit while they are being replaced, leave the one that was loaded before.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := time.Now(); now.Sub(c.looked) > c.look {
		c.looked = now
		if c.changed() {
			_ = c.load()
		}
	}
	return c.loaded, nil
}

func (c *certificate) changed() bool { return c.stampsNow() != c.stamps }

func (c *certificate) stampsNow() (stamps [2]time.Time) {
	for i, path := range []string{c.cert, c.key} {
		if info, err := os.Stat(path); err == nil {
			stamps[i] = info.ModTime()
		}
	}
	return stamps
}

func (c *certificate) load() error {
	stamps := c.stampsNow()
	certPEM, err := read(c.cert, "certificate")
	if err != nil {
		return err
	}
	keyPEM, err := read(c.key, "key")
	if err != nil {
		return err
	}
	pair, err := tls.X509KeyPair(certPEM, keyPEM)
	if err != nil {
		return c.explain(certPEM, keyPEM, err)
	}
	c.loaded, c.stamps, c.looked = &pair, stamps, time.Now()
	return nil
}

func read(path, what string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err == nil {
		return data, nil
	}
	hint := "give the " + what + " as a file in PEM that this user may read"
	var file *fs.PathError
	if errors.As(err, &file) {
		err = file.Err
	}
	return nil, &Error{Setting: true, Message: "the " + what + " file " + path + " cannot be read", Err: err, Hint: hint}
}

// explain says which of the two files is wrong. It does not show what the key
// file holds.
func (c *certificate) explain(certPEM, keyPEM []byte, err error) error {
	switch {
	case !holds(certPEM, "CERTIFICATE"):
		return &Error{Setting: true, Message: "the file " + c.cert + " holds no certificate in PEM", Hint: "it begins with -----BEGIN CERTIFICATE-----; openssl x509 -inform der converts DER"}
	case holds(keyPEM, "ENCRYPTED PRIVATE KEY"):
		return &Error{Setting: true, Message: "the key in " + c.key + " is encrypted, which a server cannot start with", Hint: "decrypt it into an owner-only file: openssl pkey -in FILE -out FILE"}
	case !holds(keyPEM, "PRIVATE KEY"):
		return &Error{Setting: true, Message: "the file " + c.key + " holds no private key in PEM", Hint: "it begins with -----BEGIN PRIVATE KEY-----"}
	}
	if leaf, parseErr := leafOf(certPEM); parseErr == nil {
		return &Error{Setting: true, Message: "the key in " + c.key + " is not that of the certificate of " + leaf.Subject.String() + " in " + c.cert,
			Hint: "the server's own certificate comes first in the file, those that signed it after it"}
	}
	return &Error{Setting: true, Message: "certificate and key cannot be used", Err: err}
}
