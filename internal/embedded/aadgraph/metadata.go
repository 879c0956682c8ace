package aadgraph

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func isMetadataSegment(text string) bool { return text == "$metadata" }

// serviceDocument lists the resources below the tenant.
func (x *exchange) serviceDocument() error {
	if x.r.Method != http.MethodGet && x.r.Method != http.MethodHead {
		return notAllowed()
	}
	answer := new(odata.Object)
	if x.metadata != inbound.NoMetadata {
		answer.Set("odata.metadata", x.root()+"/$metadata")
	}
	var list []*odata.Object
	for _, s := range x.served() {
		list = append(list, odata.NewObject("name", s.path, "url", s.path))
	}
	answer.Set("value", list)
	return x.json(http.StatusOK, answer.AppendJSON(nil))
}

// served are the sets of the request's version that are resources.
func (x *exchange) served() []set {
	return slices.DeleteFunc(slices.Clone(x.s.model().sets), func(s set) bool { return s.appID || s.since > x.version })
}

// csdl answers GET of $metadata: the model of the request's version, from the
// same table that answers and requests go by.
func (x *exchange) csdl() error {
	if x.r.Method != http.MethodGet && x.r.Method != http.MethodHead {
		return notAllowed()
	}
	b := x.document()
	x.w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	x.head(http.StatusOK, "application/xml;charset=utf-8")
	if x.r.Method != http.MethodHead {
		_, _ = x.w.Write([]byte(b))
	}
	return nil
}

func (x *exchange) document() string {
	d := &document{x: x, ns: x.version.namespace(), model: x.s.model()}
	d.WriteString(`<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx">` +
		`<edmx:DataServices m:DataServiceVersion="3.0" m:MaxDataServiceVersion="3.0" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">` +
		`<Schema Namespace="` + d.ns + `" xmlns="http://schemas.microsoft.com/ado/2009/11/edm">`)
	d.directoryObject()
	for _, e := range d.model.entities {
		if e.name != "DirectoryObject" {
			d.entityType(e)
		}
	}
	for _, e := range d.model.complexes {
		d.open("ComplexType", "Name", e.name)
		d.properties(e)
		d.shut("ComplexType")
	}
	d.container()
	d.WriteString(`</Schema></edmx:DataServices></edmx:Edmx>`)
	return d.String()
}

// document is the CSDL being written.
type document struct {
	strings.Builder
	x     *exchange
	ns    string
	model *model
}

// open begins an element; empty attributes are left out.
func (d *document) open(name string, attributes ...string) {
	d.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			d.WriteString(" " + attributes[i] + `="` + attributes[i+1] + `"`)
		}
	}
	d.WriteString(">")
}

func (d *document) shut(name string) { d.WriteString("</" + name + ">") }

// empty is an element without content.
func (d *document) empty(name string, attributes ...string) {
	d.open(name, attributes...)
	d.shut(name)
}

func (d *document) directoryObject() {
	d.open("EntityType", "Name", "DirectoryObject", "OpenType", "true")
	d.key("objectId")
	d.empty("Property", "Name", "objectType", "Type", "Edm.String")
	d.empty("Property", "Name", "objectId", "Type", "Edm.String", "Nullable", "false")
	d.empty("Property", "Name", "deletionTimestamp", "Type", "Edm.DateTime")
	d.shut("EntityType")
}

func (d *document) key(name string) {
	d.open("Key")
	d.empty("PropertyRef", "Name", name)
	d.shut("Key")
}

func (d *document) entityType(e *entity) {
	base := d.ns + ".DirectoryObject"
	if e.plain {
		base = ""
	}
	d.open("EntityType", "Name", e.name, "BaseType", base, "OpenType", strconv.FormatBool(!e.plain))
	if e.plain {
		d.key(e.key())
	}
	d.properties(e)
	for _, r := range d.model.relations {
		if r.owner == e.name {
			d.empty("NavigationProperty", "Name", r.name, "Relationship", d.ns+"."+e.name+"_"+r.name, "FromRole", e.name, "ToRole", r.name)
		}
	}
	d.shut("EntityType")
	for _, r := range d.model.relations {
		if r.owner == e.name {
			d.association(e, r)
		}
	}
}

func (d *document) association(e *entity, r relation) {
	many := "*"
	if r.single {
		many = "0..1"
	}
	d.open("Association", "Name", e.name+"_"+r.name)
	d.empty("End", "Role", e.name, "Type", d.ns+"."+e.name, "Multiplicity", "*")
	d.empty("End", "Role", r.name, "Type", d.ns+"."+r.to, "Multiplicity", many)
	d.shut("Association")
}

func (d *document) properties(e *entity) {
	for _, p := range e.properties {
		if p.since > d.x.version {
			continue
		}
		typ := p.typ
		if !strings.HasPrefix(typ, "Edm.") {
			typ = d.ns + "." + typ
		}
		nullable := ""
		if p.list {
			typ, nullable = "Collection("+typ+")", "false"
		}
		if e.plain && p.name == e.key() {
			nullable = "false"
		}
		d.empty("Property", "Name", p.name, "Type", typ, "Nullable", nullable)
	}
}

// container lists the sets and the functions.
func (d *document) container() {
	d.open("EntityContainer", "Name", "DirectoryDataService", "m:IsDefaultEntityContainer", "true")
	for _, s := range d.x.served() {
		d.empty("EntitySet", "Name", s.path, "EntityType", d.ns+"."+s.entity)
	}
	for _, f := range d.x.s.functions() {
		if f.since > d.x.version {
			continue
		}
		if f.binding == "" {
			d.empty("FunctionImport", "Name", f.name, "m:HttpMethod", f.method)
			continue
		}
		d.open("FunctionImport", "Name", f.name, "IsBindable", "true", "m:HttpMethod", f.method)
		d.empty("Parameter", "Name", "bindingParameter", "Type", d.ns+"."+f.binding)
		d.shut("FunctionImport")
	}
	d.shut("EntityContainer")
}
