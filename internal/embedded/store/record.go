package store

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Record is one object of the directory as the store keeps it.
type Record struct {
	// Seq is the order in which objects were first inserted. The store
	// gives it.
	Seq int64
	// ID is the object's id, compared without regard to ASCII case.
	ID string
	// Type is the EDM type's name without namespace ("user").
	Type string
	// Deleted is when the object was soft-deleted; zero if it is live.
	Deleted time.Time
	// Version counts the writes to the object, from 1. The store gives it.
	Version int64
	// Props holds the properties as Microsoft Graph writes them, "id" first.
	Props *odata.Object
	// Secret holds what is never shown (hashes of passwords), or nil.
	Secret json.RawMessage
}

// recordColumns is what scan expects, of a table with alias o.
const recordColumns = "o.seq, o.id, o.type, o.deleted, o.version, o.props, o.secret"

type scanner interface{ Scan(dest ...any) error }

func scan(row scanner) (*Record, error) {
	var r Record
	var deleted, secret *string
	var props string
	if err := row.Scan(&r.Seq, &r.ID, &r.Type, &deleted, &r.Version, &props, &secret); err != nil {
		return nil, err
	}
	var err error
	if r.Props, err = odata.ParseObject([]byte(props)); err != nil {
		return nil, fmt.Errorf("object %q: %w: %v", r.ID, ErrCorrupt, err)
	}
	if deleted != nil {
		if r.Deleted, err = time.Parse(timeLayout, *deleted); err != nil {
			return nil, fmt.Errorf("object %q: %w: %v", r.ID, ErrCorrupt, err)
		}
	}
	if secret != nil {
		r.Secret = json.RawMessage(*secret)
	}
	return &r, nil
}

// values gives the columns that Insert and Update write, in the order of
// writtenColumns.
func (r *Record) values() []any {
	hot := columns()
	v := make([]any, 0, len(hot)+4)
	v = append(v, r.Type, nil)
	if !r.Deleted.IsZero() {
		v[1] = formatTime(r.Deleted)
	}
	for _, c := range hot {
		v = append(v, c.value(r.Props))
	}
	v = append(v, string(r.props()), nil)
	if r.Secret != nil {
		v[len(v)-1] = string(r.Secret)
	}
	return v
}

// props gives the JSON text of the properties with "id" first, as r.ID.
func (r *Record) props() []byte {
	b := odata.NewObject("id", r.ID)
	for name, value := range r.Props.All() {
		if name != "id" {
			b.Set(name, value)
		}
	}
	return b.AppendJSON(nil)
}

func writtenColumns() []string {
	names := []string{"type", "deleted"}
	for _, c := range columns() {
		names = append(names, c.name)
	}
	return append(names, "props", "secret")
}

func insertSQL() string {
	names := writtenColumns()
	return "INSERT INTO objects(" + strings.Join(names, ",") + ",id,version) VALUES (" +
		strings.Repeat("?,", len(names)) + "?,1)"
}

func updateSQL() string {
	return "UPDATE objects SET " + strings.Join(writtenColumns(), "=?,") +
		"=?, version=version+1 WHERE id=?"
}
