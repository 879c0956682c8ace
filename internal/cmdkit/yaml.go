package cmdkit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// maxDepth bounds how deep a YAML document may be nested.
const maxDepth = 64

// parseDocuments reads the objects of a text: JSON, or YAML of any number of
// documents, each an object or a list of them. Empty documents (comments alone)
// are passed over.
func parseDocuments(text []byte) ([]*odata.Object, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	switch begin := bytes.TrimSpace(text); {
	case len(begin) > 0 && begin[0] == '{': // YAML may begin so too, and is JSON then
		o, err := odata.ParseObject(text)
		return []*odata.Object{o}, err
	case len(begin) > 0 && begin[0] == '[': // so may YAML
		if list, err := odata.ParseList(text); err == nil {
			return list, nil
		}
	}
	var list []*odata.Object
	dec := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var doc yaml.Node
		err := dec.Decode(&doc)
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, yamlError(err)
		}
		objects, err := yamlObjects(&doc)
		if err != nil {
			return nil, err
		}
		list = append(list, objects...)
	}
}

func yamlError(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if strings.Contains(text, "cannot start any token") {
		text += " (YAML is set in with spaces, not tabs, and takes a text that begins with @, ` or % in quotes only)"
	}
	return errors.New(text)
}

// yamlObjects are the objects of a document, none if it is empty.
func yamlObjects(doc *yaml.Node) ([]*odata.Object, error) {
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		return nil, nil
	}
	nodes := doc.Content
	if nodes[0].Kind == yaml.SequenceNode {
		nodes = nodes[0].Content
	}
	var list []*odata.Object
	for _, node := range nodes {
		if node.Kind != yaml.MappingNode {
			return nil, fmt.Errorf("line %d: properties are wanted (name: value)", node.Line)
		}
		raw, err := yamlValue(node, 0)
		if err != nil {
			return nil, err
		}
		o, err := odata.ParseObject(raw)
		if err != nil {
			return nil, err
		}
		list = append(list, o)
	}
	return list, nil
}

// yamlValue is a node as JSON text, its members in their order.
func yamlValue(n *yaml.Node, depth int) (json.RawMessage, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("line %d: it is nested too deep", n.Line)
	}
	switch n.Kind {
	case yaml.MappingNode:
		return yamlMapping(n, depth)
	case yaml.SequenceNode:
		items := make([]json.RawMessage, 0, len(n.Content))
		for _, item := range n.Content {
			raw, err := yamlValue(item, depth+1)
			if err != nil {
				return nil, err
			}
			items = append(items, raw)
		}
		return json.Marshal(items)
	case yaml.ScalarNode:
		return yamlScalar(n)
	}
	return nil, fmt.Errorf("line %d: anchors and aliases are not read: write the value out", n.Line)
}

func yamlMapping(n *yaml.Node, depth int) (json.RawMessage, error) {
	o := odata.NewObject()
	for pair := range slices.Chunk(n.Content, 2) {
		name := pair[0].Value
		switch {
		case pair[0].Kind != yaml.ScalarNode || pair[0].Tag == "!!merge":
			return nil, fmt.Errorf("line %d: a name is wanted", pair[0].Line)
		case o.Has(name):
			return nil, fmt.Errorf("line %d: %s is there twice", pair[0].Line, name)
		}
		raw, err := yamlValue(pair[1], depth+1)
		if err != nil {
			return nil, err
		}
		o.SetRaw(name, raw)
	}
	return o.AppendJSON(nil), nil
}

// yamlScalar reads true, false, null and numbers as JSON has them; all else is
// text (times, too).
func yamlScalar(n *yaml.Node) (json.RawMessage, error) {
	switch n.Tag {
	case "!!null":
		return json.RawMessage("null"), nil
	case "!!bool":
		b, err := strconv.ParseBool(strings.ToLower(n.Value))
		return json.RawMessage(strconv.FormatBool(b)), err
	case "!!int", "!!float":
		if json.Valid([]byte(n.Value)) {
			return json.RawMessage(n.Value), nil
		}
		return nil, fmt.Errorf("line %d: %s is no decimal number; put a text in quotes", n.Line, n.Value)
	case "!!str", "!!timestamp":
		raw, _ := odata.NewObject("v", n.Value).Raw("v")
		return raw, nil
	}
	return nil, fmt.Errorf("line %d: a value of the type %s is not read", n.Line, n.Tag)
}

// parseValue reads a YAML text of one document as a value of any kind.
func parseValue(text []byte) (json.RawMessage, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, yamlError(err)
	}
	if len(doc.Content) == 0 {
		return nil, errors.New("it is empty")
	}
	return yamlValue(doc.Content[0], 0)
}
