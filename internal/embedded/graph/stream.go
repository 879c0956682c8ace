package graph

import (
	"net/http"
	"strconv"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// pictureAt tells whether a target is a picture, or what is known of one, and
// whose: the photo of a user or group, the logo of an application.
func pictureAt(t *target) (of *place, stream string) {
	switch {
	case t.kind == kindEntity && t.place.relation != nil && t.place.typ.Name == "profilePhoto" && !t.ref:
		return t.place.parent, core.StreamPhoto
	case t.kind == kindProperty && t.property[len(t.property)-1].Type == "Edm.Stream":
		return t.place, core.StreamLogo
	}
	return nil, ""
}

// getPicture answers with the picture itself.
func (x *exchange) getPicture(of *place, stream string) error {
	var p *core.Picture
	err := x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		r, err := x.object(tx, of)
		if err != nil {
			return err
		}
		p, err = core.PictureOf(tx, r.ID, stream)
		return err
	})
	if err != nil {
		return err
	}
	if p == nil {
		return noPicture()
	}
	x.w.Header().Set("Content-Length", strconv.Itoa(len(p.Data)))
	x.head(http.StatusOK, p.ContentType)
	if x.r.Method != http.MethodHead {
		_, _ = x.w.Write(p.Data)
	}
	return nil
}

func noPicture() error {
	return &core.Error{Status: http.StatusNotFound, Code: "ImageNotFound",
		Message: "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown."}
}

// setPicture takes a picture from the body: of a photo 200 without a body
// (facts/clients.md), of a logo 204.
func (x *exchange) setPicture(of *place, stream string) error {
	data, err := inbound.Body(x.r)
	if err != nil {
		return err
	}
	r, err := x.lookup(of)
	if err != nil {
		return err
	}
	if err := x.s.core.SetPicture(x.r.Context(), r.ID, stream, data); err != nil {
		return err
	}
	if stream == core.StreamLogo {
		return x.noContent()
	}
	x.w.Header().Set("Content-Length", "0")
	x.head(http.StatusOK, "")
	return nil
}

func (x *exchange) removePicture(of *place, stream string) error {
	r, err := x.lookup(of)
	if err != nil {
		return err
	}
	if err := x.s.core.RemovePicture(x.r.Context(), r.ID, stream); err != nil {
		return err
	}
	return x.noContent()
}
