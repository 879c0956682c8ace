package task

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// refill gives the open operations the secrets that the journal left out.
func (x *execution) refill(reread Reread) error {
	var poor []*entry
	for i := range x.rec.entries {
		if e := &x.rec.entries[i]; e.open() && len(e.secret) > 0 {
			poor = append(poor, e)
		}
	}
	if len(poor) == 0 {
		return nil
	}
	rows, err := x.reread(reread)
	if err != nil {
		return err
	}
	for _, e := range poor {
		x.refillOne(e, rows[e.op.Row])
	}
	return nil
}

// reread reads the source again, if it holds secrets at all.
func (x *execution) reread(reread Reread) (map[int]*odata.Object, error) {
	s := x.rec.header.Source
	if s == nil || !s.Secrets {
		return nil, nil
	}
	target := "task " + x.rec.header.Task.ID
	if s.Path == "-" {
		return nil, apierr.New(apierr.Conflict, target, "its rows held passwords and came from standard input, which cannot be read again").
			WithHint("run the command again: what is done will be unchanged")
	}
	if reread == nil {
		return nil, apierr.New(apierr.Unsupported, target, "its rows hold passwords, and nothing reads them again")
	}
	if err := unchanged(s, target); err != nil {
		return nil, err
	}
	return reread(*s)
}

// unchanged makes sure that the source is the file that the task was made
// from.
func unchanged(s *Source, target string) error {
	f, err := os.Open(s.Path)
	if err != nil {
		return &apierr.Error{Kind: apierr.Conflict, Code: "SourceGone", Target: target, Err: err,
			Message: fmt.Sprintf("its source %s cannot be read again: %s", s.Path, reason(err)),
			Hint:    "put the file back where it was, as it was, or run the command again"}
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return &apierr.Error{Kind: apierr.Other, Target: target, Message: "its source cannot be read: " + reason(err), Err: err}
	}
	if hex.EncodeToString(sum.Sum(nil)) != s.SHA256 {
		e := apierr.New(apierr.Conflict, target, fmt.Sprintf("its source %s has changed since", s.Path))
		e.Code = "SourceChanged"
		return e.WithHint("put the file back as it was, or run the command again with the new one: what is done will be unchanged")
	}
	return nil
}

// refillOne puts the secrets of one body back: the row's own, else new ones.
// An operation that stays without is taken as failed, unless reading back
// finds that it took effect.
func (x *execution) refillOne(e *entry, row *odata.Object) {
	var still []string
	if e.op.Body == nil {
		e.op.Body = new(odata.Object)
	}
	for _, name := range e.secret {
		if raw, ok := row.Raw(name); ok {
			e.op.Body.Set(name, raw)
		} else {
			still = append(still, name)
		}
	}
	if len(still) > 0 && x.Generate != nil {
		if x.Generate(x.rec.header.Source, e.op, still) == nil {
			still = nil
		}
	}
	e.secret = still
}

// barren fails the operations whose secrets are lost.
func (x *execution) barren() {
	for i := range x.rec.entries {
		e := &x.rec.entries[i]
		if !e.open() || len(e.secret) == 0 {
			continue
		}
		err := apierr.New(apierr.Conflict, e.op.Target, "it held a secret, which the journal does not keep")
		err.Code = secretNotKept
		x.finish(directory.Outcome{Op: e.op, Err: err.WithHint("run the command again")})
	}
}
