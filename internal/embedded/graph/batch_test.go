package graph_test

import "testing"

func TestBatch(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.run([]step{
		{"POST", "/$batch", `{"requests":[
			{"id":"a","method":"POST","url":"/users","headers":{"Content-Type":"application/json"},"body":{"accountEnabled":true,"displayName":"B","mailNickname":"b","userPrincipalName":"b@contoso.onmicrosoft.com","passwordProfile":{"password":"` + longPassword + `"}}},
			{"id":"b","method":"GET","url":"/users/b%40contoso.onmicrosoft.com","dependsOn":["a"]},
			{"id":"c","method":"GET","url":"users/nobody@contoso.onmicrosoft.com"},
			{"id":"d","method":"GET","url":"/me","dependsOn":["c"]}]}`, nil, 200, []string{
			`{"id":"a","status":201,`, `{"id":"b","status":200,`, `{"id":"c","status":404,`, `{"id":"d","status":424,`, `"displayName":"B"`}},
		{"POST", "/$batch", `{"requests":[{"id":1,"method":"GET","url":"/users/$count","headers":{"ConsistencyLevel":"eventual"}}]}`, []string{unrecorded + ": yes"}, 200, []string{`{"id":1,"status":200,`, `"body":"2"`}},
		{"POST", "/$batch", `{"requests":[{"id":"1","method":"POST","url":"/$batch","headers":{"Content-Type":"application/json"},"body":{}}]}`, nil, 200, []string{`"status":400`}},
		{"POST", "/$batch", `{"requests":[{"id":"1","method":"GET","url":"/me"},{"id":"1","method":"GET","url":"/me"}]}`, nil, 400, []string{"more than once"}},
		{"POST", "/$batch", `{"requests":[{"id":"1","method":"GET","url":"/me","dependsOn":["2"]}]}`, nil, 400, []string{"depends on"}},
		{"POST", "/$batch", `{"requests":[]}`, nil, 400, []string{"from 1 to 20"}},
		{"POST", "/$batch", `{"requests":[{"id":"1","method":"GET","url":"https://graph.microsoft.com/v1.0/me"}]}`, nil, 400, []string{"not relative"}},
		{"GET", "/$batch", "", nil, 405, nil},
	})
}
