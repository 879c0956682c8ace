package inbound

import (
	"fmt"
	"net/http"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Payload is a request's JSON body, read once however often it is asked for.
type Payload struct {
	r    *http.Request
	data []byte
}

// PayloadOf is the body of a request. Nothing is read yet.
func PayloadOf(r *http.Request) Payload { return Payload{r: r} }

// Object is the body's JSON object, which must be there.
func (p *Payload) Object() (*odata.Object, error) {
	data, err := p.bytes()
	if err != nil {
		return nil, err
	}
	return Object(data)
}

// Arguments are the parameters of an action or function; no body means none.
func (p *Payload) Arguments() (*odata.Object, error) {
	data, err := p.bytes()
	if err != nil {
		return nil, err
	}
	return Arguments(data)
}

func (p *Payload) bytes() (data []byte, err error) {
	if p.r.Body != nil && p.data == nil {
		p.data, err = JSON(p.r)
	}
	return p.data, err
}

// Recover, deferred, makes a failure of a panic, which is a mistake of this
// program: a 500, unless the answer's head has been sent.
func Recover(sent *bool, fail func(error)) {
	if p := recover(); p != nil {
		if *sent || p == http.ErrAbortHandler {
			panic(p)
		}
		fail(fmt.Errorf("internal error: %v", p))
	}
}
