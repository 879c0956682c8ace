package directory

// Probe is the verb of a step that changes nothing and that no adapter gets:
// the task's runner has it carried out (task.Steps), waits for what it looks
// for, and keeps in the journal whether it was seen. Operation.Name says what
// is looked for, Body how.
const Probe Verb = "probe"

// Signing says with which private key an operation is signed: the proof of
// addKey and removeKey (the member "proof" of Body), or the sign-in that a
// probe tries. What is signed is a secret of ten minutes, so it is made when
// the operation is about to be carried out, and is never kept.
type Signing struct {
	// As is in whose name: the issuer of a proof, or the appId that signs in.
	As string `json:"as"`
	// Key is the key.
	Key KeyFile `json:"key"`
}

// KeyFile names a private key and its certificate by their files. It holds
// no secret: a resumed task reads the files again, which must not have
// changed.
type KeyFile struct {
	// Path is the file with the key, absolute. SHA256 is that of its content,
	// in hexadecimal digits, as is CertSHA256.
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	// Cert is the file with the certificate, "" if Path holds it too.
	Cert       string `json:"cert,omitempty"`
	CertSHA256 string `json:"certSha256,omitempty"`
	// PasswordFile is the file whose first line opens the key, "" if there is
	// none.
	PasswordFile string `json:"passwordFile,omitempty"`
	// Thumbprint is the SHA-1 of the certificate, in hexadecimal digits.
	Thumbprint string `json:"thumbprint"`
}
