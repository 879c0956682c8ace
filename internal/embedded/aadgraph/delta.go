package aadgraph

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// differential answers a differential query (facts/aadgraph.md, section 8) by
// Graph's delta queries. Objects always come whole: Graph does not say which
// of their properties changed, and ocp-aad-dq-include-only-changed-properties
// is a wish. The links of a group come with it on one page, so that a page may
// have more than the documented 3,000.
func (x *exchange) differential(t *target) error {
	if t.set == nil || t.relation != nil {
		return unsupported("Differential queries are not supported for this resource.")
	}
	if err := x.refuse("$top", "$orderby", "$expand", "$skiptoken"); err != nil {
		return err
	}
	s, err := x.deltaState(t)
	if err != nil {
		return err
	}
	d := &difference{x: x, state: s}
	if err := d.page(); err != nil {
		var e *core.Error
		if errors.As(err, &e) && e.Status == http.StatusGone {
			return expiredToken()
		}
		return err
	}
	answer := x.envelope(t.entity.fragment())
	answer.Set(d.link, x.root()+"/"+t.set.path+"?deltaLink="+url.QueryEscape(s.token()))
	answer.Set("value", d.values)
	return x.json(http.StatusOK, answer.AppendJSON(nil))
}

func (x *exchange) deltaState(t *target) (*deltaState, error) {
	if x.deltaLink == "" {
		return x.newDelta(t)
	}
	s, ok := decodeDelta(x.deltaLink, t.set.path)
	if !ok {
		return nil, expiredToken()
	}
	return s, nil
}

// difference is one page being made.
type difference struct {
	x      *exchange
	state  *deltaState
	set    *set
	entity *entity
	values []*odata.Object
	link   string
}

// page takes one page of the stream whose turn it is.
func (d *difference) page() error {
	s := d.state
	i := slices.IndexFunc(s.Streams, func(stream deltaStream) bool { return !stream.Done })
	if i < 0 {
		return expiredToken()
	}
	stream := &s.Streams[i]
	if i == 0 && !stream.More {
		if err := d.begin(); err != nil {
			return err
		}
	}
	d.values = []*odata.Object{}
	d.set = d.x.findSet(stream.Set)
	d.entity = d.x.s.model().entityOf(d.set.entity)
	page, err := d.ask(stream)
	if err != nil {
		return err
	}
	if !stream.More && s.Sequence >= 0 && stream.Set == "users" {
		if err := d.lostManagers(); err != nil {
			return err
		}
	}
	for _, o := range page.Value {
		if err := d.object(o); err != nil {
			return err
		}
	}
	d.advance(stream, page)
	return nil
}

// begin notes where the change log is at the start of a round.
func (d *difference) begin() error {
	return d.x.s.Directory.Read(d.x.r.Context(), func(tx *store.Tx) (err error) {
		d.state.Began, err = tx.Sequence()
		return err
	})
}

// ask gets a page of Graph's delta query.
func (d *difference) ask(stream *deltaStream) (*odata.Page, error) {
	names, err := d.selection()
	if err != nil {
		return nil, err
	}
	q := url.Values{"$select": {strings.Join(names, ",")}}
	switch {
	case stream.More:
		q = url.Values{"$skiptoken": {stream.Token}}
	case stream.Token == "latest":
		q.Set("$deltatoken", stream.Token)
	case stream.Token != "":
		q = url.Values{"$deltatoken": {stream.Token}}
	}
	return d.x.graphPage(request{method: http.MethodGet, path: d.set.graph + "/delta", query: q, entity: d.entity})
}

// selection is what to ask Graph for: what the client selected, or all, and
// the relation whose links come with the objects.
func (d *difference) selection() ([]string, error) {
	names := slices.Clone(d.entity.selected)
	if len(d.state.Select) == 0 {
		return append(names, d.tracked()...), nil
	}
	names = []string{"id"}
	for _, name := range d.selected() {
		if slices.ContainsFunc(d.tracked(), func(t string) bool { return strings.EqualFold(t, name) }) {
			names = append(names, name)
			continue
		}
		p := d.entity.property(name, d.x.version)
		if p == nil && !isExtension(name) {
			return nil, badRequest("Invalid property '%s'.", name)
		}
		if p != nil && len(p.path) > 0 {
			name = p.path[0].name
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// selected are the names that the client selected of the present type: plain
// on typed sets, "User/displayName" on directoryObjects.
func (d *difference) selected() (names []string) {
	for _, name := range d.state.Select {
		typ, rest, typed := strings.Cut(name, "/")
		typ = strings.TrimPrefix(typ, d.x.version.namespace()+".")
		switch {
		case typed && strings.EqualFold(typ, d.entity.name):
			names = append(names, rest)
		case !typed && !strings.EqualFold(name, "objectId") && !strings.EqualFold(name, "objectType"):
			names = append(names, name)
		}
	}
	return names
}

// tracked are the relations whose links are told of.
func (d *difference) tracked() []string {
	switch d.entity.name {
	case "User":
		return []string{"manager"}
	case "Group":
		return []string{"members"}
	}
	return nil
}

// tracks tells whether the links of the present type are to be told.
func (d *difference) tracks() bool {
	tracked := d.tracked()
	return len(tracked) > 0 && (len(d.state.Select) == 0 ||
		slices.ContainsFunc(d.selected(), func(name string) bool { return strings.EqualFold(name, tracked[0]) }))
}

// advance notes where the stream is, and says how the answer's link is
// called. At the end of all streams the next round begins.
func (d *difference) advance(stream *deltaStream, page *odata.Page) {
	d.link = "aad.nextLink"
	if token := tokenOf(page.NextLink); token != "" {
		stream.Token, stream.More = token, true
		return
	}
	u, err := url.Parse(page.DeltaLink)
	if err == nil {
		stream.Token = u.Query().Get("$deltatoken")
	}
	stream.More, stream.Done = false, true
	if slices.ContainsFunc(d.state.Streams, func(s deltaStream) bool { return !s.Done }) {
		return
	}
	d.link = "aad.deltaLink"
	d.state.Sequence = d.state.Began
	for i := range d.state.Streams {
		d.state.Streams[i].Done = false
	}
}
