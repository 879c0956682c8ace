package core

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"net/http"
	"strconv"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// The streams that objects have.
const (
	StreamPhoto = "photo" // of users and groups
	StreamLogo  = "logo"  // of applications
)

// Picture is what a stream holds.
type Picture struct {
	ContentType   string // as its first bytes say
	Width, Height int    // in pixels
	Data          []byte
}

// Name is what Graph calls a photo: its size, as in "240X240".
func (p *Picture) Name() string { return strconv.Itoa(p.Width) + "X" + strconv.Itoa(p.Height) }

// SetPicture gives an object a JPEG, PNG or GIF picture, in the place of the
// one that it has.
func (d *Directory) SetPicture(ctx context.Context, id, stream string, data []byte) error {
	p, err := readPicture(data)
	if err != nil {
		return err
	}
	secret, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return d.write(ctx, func(tx *store.Tx) error {
		of, err := live(tx, id)
		if err != nil {
			return err
		}
		r, err := streamOf(tx, of.ID, stream)
		if err != nil {
			return err
		}
		if r != nil {
			r.Secret = secret
			return tx.Update(r)
		}
		id := newID()
		if err := tx.Insert(&store.Record{ID: id, Type: "stream", Props: odata.NewObject("id", id), Secret: secret}); err != nil {
			return err
		}
		return linkAll(tx, id, owner{stream, of.ID})
	})
}

func readPicture(data []byte) (p Picture, err error) {
	p = Picture{ContentType: http.DetectContentType(data), Data: data}
	var c image.Config
	in := bytes.NewReader(data)
	switch p.ContentType {
	case "image/jpeg":
		c, err = jpeg.DecodeConfig(in)
	case "image/png":
		c, err = png.DecodeConfig(in)
	case "image/gif":
		c, err = gif.DecodeConfig(in)
	default:
		return p, badRequest("The picture is not in a format that is supported: JPEG, PNG or GIF.")
	}
	if err != nil {
		return p, badRequest("The picture cannot be read: %v.", err)
	}
	p.Width, p.Height = c.Width, c.Height
	return p, nil
}

// streamOf gives what the store keeps of an object's stream, nil if there is
// none. Its type is none of the model's: nobody sees it.
func streamOf(tx *store.Tx, id, stream string) (*store.Record, error) {
	for r, err := range tx.List(store.ListQuery{Via: &store.Via{Relation: stream, ID: id}, Limit: 1}) {
		return r, err
	}
	return nil, nil
}

// PictureOf gives the picture of an object; nil if it has none.
func PictureOf(tx *store.Tx, id, stream string) (*Picture, error) {
	r, err := streamOf(tx, id, stream)
	if err != nil || r == nil {
		return nil, err
	}
	p := new(Picture)
	return p, json.Unmarshal(r.Secret, p)
}

// RemovePicture takes an object's picture away; it is no error if there is
// none.
func (d *Directory) RemovePicture(ctx context.Context, id, stream string) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := streamOf(tx, id, stream)
		if err != nil || r == nil {
			return err
		}
		return tx.Remove(r.ID)
	})
}
