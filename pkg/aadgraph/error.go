package aadgraph

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// errorBody is the member "odata.error" of an answer. Message is an object
// {lang, value}, or as some proxies write it a string.
type errorBody struct {
	Code    string          `json:"code"`
	Message json.RawMessage `json:"message"`
	Values  []struct {
		Item  string `json:"item"`
		Value string `json:"value"`
	} `json:"values"`
	RequestID string `json:"requestId"`
}

// Decode makes an *apierr.Error of an error that Azure AD Graph answered
// (facts/aadgraph.md, section 5). Values become Details: the property that is
// wrong is the target, and its PropertyErrorCode a code that HasCode finds. It
// is what [New] gives to rest.Options.Decode.
func Decode(res *http.Response, body []byte) error {
	e := &apierr.Error{
		Kind: apierr.KindOfStatus(res.StatusCode), Status: res.StatusCode,
		RequestID: cmp.Or(res.Header.Get("request-id"), res.Header.Get("client-request-id")),
	}
	b, ok := parseError(body)
	if !ok {
		e.Message = strings.TrimSpace("the directory answered HTTP " + res.Status)
		return e
	}
	e.Code, e.Message = b.Code, strings.TrimSpace(b.text())
	e.RequestID = cmp.Or(res.Header.Get("request-id"), b.RequestID, e.RequestID)
	e.Target, e.Details = details(b, e.Message)
	refine(e)
	return e
}

// parseError reads an error's body; ok is false if it says nothing.
func parseError(body []byte) (errorBody, bool) {
	var answer struct {
		Error errorBody `json:"odata.error"`
	}
	body = []byte(strings.TrimPrefix(string(body), "\ufeff"))
	if json.Unmarshal(body, &answer) != nil {
		return errorBody{}, false
	}
	return answer.Error, answer.Error.Code != "" || answer.Error.text() != ""
}

func (b errorBody) text() string {
	var long struct{ Value string }
	if json.Unmarshal(b.Message, &long) == nil && long.Value != "" {
		return long.Value
	}
	var short string
	_ = json.Unmarshal(b.Message, &short)
	return short
}

// details makes details of the values: PropertyName and PropertyErrorCode
// stand one after the other, any other item for itself.
func details(b errorBody, message string) (target string, list []apierr.Detail) {
	property := ""
	for _, v := range b.Values {
		switch v.Item {
		case "PropertyName":
			property = v.Value
			if target == "" {
				target = v.Value
			}
		case "PropertyErrorCode":
			list = append(list, apierr.Detail{Code: v.Value, Message: message, Target: property})
		default:
			list = append(list, apierr.Detail{Code: v.Item, Message: v.Value})
		}
	}
	if len(list) == 0 && target != "" {
		list = []apierr.Detail{{Message: message, Target: target}}
	}
	return target, list
}
