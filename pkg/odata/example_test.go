package odata_test

import (
	"errors"
	"fmt"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func ExampleParseFilter() {
	e, err := odata.ParseFilter("startswith(displayName,'A') and accountEnabled eq true")
	fmt.Println(e, err)

	_, err = odata.ParseFilter("displayName = 'Lee'")
	var slip *odata.SyntaxError
	if errors.As(err, &slip) {
		fmt.Println(slip.Pos, slip)
	}
	// Output:
	// startsWith(displayName,'A') and accountEnabled eq true <nil>
	// 12 $filter: unexpected "=" at character 13: write eq
}

func ExampleEval() {
	user, _ := odata.ParseObject([]byte(`{"displayName":"Müller, Jörg","businessPhones":["+49 30"]}`))
	filter, _ := odata.ParseFilter("displayName eq 'MÜLLER, JÖRG' and businessPhones/any(p:startsWith(p,'+49'))")
	fmt.Println(odata.Eval(filter, user))
	// Output: true <nil>
}
