package store

import (
	"encoding/json"
	"fmt"
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

func scan(row scanner, reader *odata.ObjectReader) (*Record, error) {
	var r Record
	var deleted, secret *string
	var props []byte
	if err := row.Scan(&r.Seq, &r.ID, &r.Type, &deleted, &r.Version, &props, &secret); err != nil {
		return nil, err
	}
	var err error
	if r.Props, err = reader.Read(props); err != nil {
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

// The statements name the hot columns in the order of columns(); the rest
// comes before and after them as values puts it.
const (
	insertSQL = `INSERT INTO objects(type, deleted, userPrincipalName, displayName, mail, mailNickname,
		givenName, surname, department, jobTitle, companyName, officeLocation, city, state, country,
		usageLocation, employeeId, userType, appId, uniqueName, createdDateTime, accountEnabled,
		props, secret, id, version)
		VALUES (?,?, ?,?,?,?, ?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?, ?,?,?,1)`
	updateSQL = `UPDATE objects SET type=?, deleted=?, userPrincipalName=?, displayName=?, mail=?, mailNickname=?,
		givenName=?, surname=?, department=?, jobTitle=?, companyName=?, officeLocation=?, city=?, state=?, country=?,
		usageLocation=?, employeeId=?, userType=?, appId=?, uniqueName=?, createdDateTime=?, accountEnabled=?,
		props=?, secret=?, version=version+1 WHERE id=?`
)

// values gives the arguments of insertSQL and updateSQL.
func (r *Record) values() []any {
	const before, after = 2, 3
	v := make([]any, before+hotColumns+after)
	v[0] = r.Type
	if !r.Deleted.IsZero() {
		v[1] = formatTime(r.Deleted)
	}
	fill(v[before:before+hotColumns], r.Props)
	rest := v[before+hotColumns:]
	rest[0] = string(r.props())
	if r.Secret != nil {
		rest[1] = string(r.Secret)
	}
	rest[2] = r.ID
	return v
}

// props gives the JSON text of the properties with "id" first, as r.ID.
func (r *Record) props() []byte {
	for name := range r.Props.All() {
		if name == "id" && r.Props.ID() == r.ID {
			return r.Props.AppendJSON(nil)
		}
		break
	}
	o := odata.NewObject("id", r.ID)
	for name, value := range r.Props.All() {
		if name != "id" {
			o.Set(name, value)
		}
	}
	return o.AppendJSON(nil)
}
