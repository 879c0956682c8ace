// Package signing does what takes a private key of an application: it opens
// the key's files, makes the proof of addKey and removeKey when it is about
// to be sent, and finds out whether a certificate that was added can be seen
// and signs in. It is what a task's runner hands such steps to, in the first
// run and in a resumed one.
//
// Keys, passwords and what is signed are in no error and in no line that it
// says.
package signing

import (
	"context"
	"sync"
	"time"

	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Signer opens keys and signs with them. It implements task.Steps.
type Signer struct {
	// Env gives environment variables: the password of a key may be there.
	Env func(string) string
	// Ask asks the user for the password of the key in a file. A nil
	// function, or one that gives nil, says that nobody can be asked.
	Ask func() func(ctx context.Context, path string) (string, error)
	// SignIn gets a token for an application from the profile's sign-in
	// service, for nothing but to see that one can be had.
	SignIn func(ctx context.Context, appID string, c *credential.Credential) error
	// Now is the clock.
	Now func() time.Time
	// Say is told of each step when it begins; nil is nobody.
	Say func(line string)

	mu   sync.Mutex
	open map[directory.KeyFile]*credential.Credential
}

// Complete puts a proof into the body of an operation (task.Steps).
func (s *Signer) Complete(ctx context.Context, op *directory.Operation) error {
	s.say(announcement(op))
	c, err := s.reopen(ctx, op.Signing.Key)
	if err != nil {
		return err
	}
	proof, err := c.Proof(op.Signing.As, s.Now())
	if err != nil {
		return err
	}
	op.Body.Set("proof", proof)
	return nil
}

// announcement says what a signed operation is about to do.
func announcement(op *directory.Operation) string {
	what := "removing the key " + op.Body.String("keyId")
	if op.Body.Has("keyCredential") {
		what = "adding the certificate " + Thumbprint(op.Body.Object("keyCredential"))
	}
	return what + ", with a proof signed by " + op.Signing.Key.Thumbprint
}

func (s *Signer) say(line string) {
	if s.Say != nil {
		s.Say(line)
	}
}

// conflict is the error of a key whose file is not what the task was begun
// with.
func conflict(path, code, message string) error {
	e := apierr.New(apierr.Conflict, path, message+" since the task was begun: "+path)
	e.Code = code
	return e.WithHint("put the file back as it was")
}
