package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// yamlSink prints a list as a YAML sequence, one object after the other.
type yamlSink struct {
	w       io.Writer
	started bool
}

func (s *yamlSink) add(o *odata.Object) error {
	s.started = true
	list := append(appendObject([]byte{'['}, o), ']')
	return writeYAML(s.w, list)
}

func (s *yamlSink) end(failed bool) error {
	if s.started || failed {
		return nil
	}
	_, err := io.WriteString(s.w, "[]\n")
	return err
}

// writeYAML prints a JSON text as YAML; members keep their order.
func writeYAML(w io.Writer, text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	node, err := yamlNode(d)
	if err != nil {
		return err
	}
	// The encoder makes a text of the writer's errors: it never sees w.
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := errors.Join(enc.Encode(node), enc.Close()); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

// yamlNode reads one value from d.
func yamlNode(d *json.Decoder) (*yaml.Node, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	delim, ok := token.(json.Delim)
	if !ok {
		return yamlScalar(token), nil
	}
	node := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
	if delim == '{' {
		node.Kind, node.Tag = yaml.MappingNode, "!!map"
	}
	for d.More() {
		item, err := yamlNode(d)
		if err != nil {
			return nil, err
		}
		node.Content = append(node.Content, item)
	}
	_, err = d.Token()
	return node, err
}

func yamlScalar(token json.Token) *yaml.Node {
	node := &yaml.Node{Kind: yaml.ScalarNode}
	switch v := token.(type) {
	case string:
		node.Tag, node.Value = "!!str", v
		if isYAML11(v) {
			node.Style = yaml.DoubleQuotedStyle
		}
	case json.Number:
		node.Value = v.String()
	case bool:
		node.Value = "false"
		if v {
			node.Value = "true"
		}
	default:
		node.Value = "null"
	}
	return node
}

// isYAML11 tells of strings that a reader of YAML 1.1 takes for a Boolean
// (yes, off) or a number to the base 60 (12:30); others that need quotes are
// known to the encoder.
func isYAML11(s string) bool {
	switch s {
	case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON",
		"n", "N", "no", "No", "NO", "off", "Off", "OFF":
		return true
	}
	const digits = "+-0123456789_:."
	return strings.Contains(s, ":") && strings.Trim(s, digits) == ""
}
