package rest

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// shortSecret is the length, in bytes, under which a secret is not looked for:
// it might be in any text.
const shortSecret = 6

// HideEchoes gives an answer with [Masked] in place of the secrets of the
// request that it repeats, as a service may do to say what is wrong with them:
// errors and logs are made of answers. Both are JSON; others stay as they are.
func HideEchoes(answer, request []byte) []byte {
	if len(answer) == 0 || !json.Valid(request) {
		return answer
	}
	for _, secret := range secretTexts(request, "") {
		if len(secret) < shortSecret {
			continue
		}
		for _, form := range escapedForms(secret) {
			answer = bytes.ReplaceAll(answer, form, []byte(Masked))
		}
	}
	return answer
}

// escapedForms are a text as it is, as JSON may write it, and as that is
// written where a text of JSON repeats JSON.
func escapedForms(text string) [][]byte {
	once := escaped(text)
	list := append([][]byte{[]byte(text)}, once...)
	for _, form := range once {
		list = append(list, escaped(string(form))...)
	}
	return list
}

// escaped is what JSON makes of a text, with HTML's characters as they are and
// without.
func escaped(text string) [][]byte {
	var plain bytes.Buffer
	enc := json.NewEncoder(&plain)
	enc.SetEscapeHTML(false)
	safe, err := json.Marshal(text)
	if err != nil || enc.Encode(text) != nil {
		return nil
	}
	unquoted := bytes.TrimSpace(plain.Bytes())
	return [][]byte{unquoted[1 : len(unquoted)-1], safe[1 : len(safe)-1]}
}

// secretTexts are the secrets in the value of a member of this name, however
// deep.
func secretTexts(text []byte, of string) (list []string) {
	if items, ok := parsed[[]json.RawMessage](text); ok {
		for _, item := range items {
			list = append(list, secretTexts(item, of)...)
		}
		return list
	}
	o, err := odata.ParseObject(text)
	if err != nil {
		return nil
	}
	secrets := o.SecretNames(of)
	for name, value := range o.All() {
		list = append(list, secretTexts(value, name)...)
		if !slices.Contains(secrets, name) {
			continue
		}
		if words, ok := parsed[[]string](value); ok {
			list = append(list, words...)
		} else {
			list = append(list, o.String(name))
		}
	}
	return list
}

func parsed[T any](text []byte) (v T, ok bool) {
	err := json.Unmarshal(text, &v)
	return v, err == nil
}
