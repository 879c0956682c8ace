package cmdkit

import "strings"

// exampleUser is the person that examples name: the first of
// docs/examples/users.csv.
const exampleUser = "gustav.schwarzkopf@contoso.onmicrosoft.com"

func upper(s string) string { return strings.ToUpper(s) }
