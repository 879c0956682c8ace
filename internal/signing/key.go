package signing

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Files are a private key and what belongs to it, as the user names them.
type Files struct {
	// Key is the file with the private key; Cert the one with its
	// certificate, "" if Key holds it; Password the one whose first line
	// opens the key, "" if it is not encrypted, or the password is in the
	// environment, or is to be asked for.
	Key, Cert, Password string
}

// Open reads a key and gives it with the name under which a task keeps it.
// For the rest of the process it stays open: its password is asked for once.
// Errors are those of [credential.Load].
func (s *Signer) Open(ctx context.Context, f Files) (*credential.Credential, directory.KeyFile, error) {
	c, err := credential.Load(ctx, f.Key, credential.LoadOptions{CertPath: f.Cert, Password: s.password(f.Password)})
	if err != nil {
		return nil, directory.KeyFile{}, err
	}
	k := directory.KeyFile{Thumbprint: credential.Fingerprint(c.Certificate)}
	for _, part := range []struct {
		file      string
		path, sum *string
	}{{f.Key, &k.Path, &k.SHA256}, {f.Cert, &k.Cert, &k.CertSHA256}, {f.Password, &k.PasswordFile, nil}} {
		if part.file == "" {
			continue
		}
		if *part.path, err = filepath.Abs(part.file); err != nil {
			return nil, directory.KeyFile{}, apierr.New(apierr.Other, part.file, err.Error())
		}
		if part.sum == nil {
			continue // the sum of a password would help to guess it
		}
		if *part.sum, err = sumOf(*part.path); err != nil {
			return nil, directory.KeyFile{}, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		s.open = map[directory.KeyFile]*credential.Credential{}
	}
	s.open[k] = c
	return c, k, nil
}

// reopen gives the key of a task: as it was opened in this process, else from
// its files, which must be what they were.
func (s *Signer) reopen(ctx context.Context, k directory.KeyFile) (*credential.Credential, error) {
	s.mu.Lock()
	c := s.open[k]
	s.mu.Unlock()
	if c != nil {
		return c, nil
	}
	for path, sum := range map[string]string{k.Path: k.SHA256, k.Cert: k.CertSHA256} {
		if path == "" {
			continue
		}
		switch now, err := sumOf(path); {
		case err != nil:
			return nil, conflict(path, "SourceGone", "a file of the key has become unreadable")
		case now != sum:
			return nil, conflict(path, "SourceChanged", "a file of the key has changed")
		}
	}
	c, again, err := s.Open(ctx, Files{k.Path, k.Cert, k.PasswordFile})
	if err == nil && again.Thumbprint != k.Thumbprint {
		err = conflict(k.Path, "SourceChanged", "a file of the key has changed")
	}
	return c, err
}

// password gets a key's password: from a file, the environment, or a question.
func (s *Signer) password(file string) func(context.Context, string) (string, error) {
	if file != "" {
		return func(context.Context, string) (string, error) { return credential.FirstLine(file) }
	}
	var ask func(context.Context, string) (string, error)
	if s.Ask != nil {
		ask = s.Ask()
	}
	return credential.Password(s.Env, ask)
}

func sumOf(path string) (string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		message := err.Error()
		if of, ok := errors.AsType[*fs.PathError](err); ok {
			message = of.Err.Error()
		}
		return "", &apierr.Error{Kind: apierr.Usage, Target: path, Message: "the file cannot be read: " + message, Err: err}
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:]), nil
}
