package domaincmd

import (
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// TestRecordsForAZone: what goes into the DNS of each kind of record.
func TestRecordsForAZone(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ record, kind, value, priority string }{
		{`{"recordType":"Txt","text":"MS=ms1","ttl":3600}`, "TXT", "MS=ms1", ""},
		{`{"recordType":"Mx","mailExchange":"m.example","preference":5}`, "MX", "m.example", "5"},
		{`{"recordType":"CName","canonicalName":"c.example"}`, "CNAME", "c.example", ""},
		{`{"recordType":"Srv","nameTarget":"s.example","port":443,"priority":100,"weight":1,"protocol":"_tls"}`, "SRV", "1 443 s.example", "100"},
		{`{"recordType":"Unavailable","description":"not yet"}`, "UNAVAILABLE", "not yet", ""},
	} {
		o, err := odata.ParseObject([]byte(tt.record))
		if err != nil {
			t.Fatal(err)
		}
		r := complete(o)
		if kind := recordColumns()[0].Value(r); kind != tt.kind || r.String("value") != tt.value || number(r, "priority") != tt.priority {
			t.Errorf("%s: %s %q, priority %q", tt.record, kind, r.String("value"), number(r, "priority"))
		}
	}
}
