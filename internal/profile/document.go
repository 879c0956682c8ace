package profile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// document is the file as it is written: changes leave its comments and its
// order as they are.
type document struct {
	path string
	doc  *yaml.Node // of kind DocumentNode
}

// readDocument reads a file that readFile understands; one that does not
// exist, or is empty, is an empty mapping.
func readDocument(path string) (*document, error) {
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, &apierr.Error{Kind: apierr.Usage, Message: err.Error(), Err: err}
	}
	d := &document{path: path, doc: &yaml.Node{}}
	if err := yaml.Unmarshal(text, d.doc); err != nil {
		return nil, apierr.New(apierr.Usage, path, err.Error())
	}
	if len(d.doc.Content) == 0 {
		d.doc.Kind, d.doc.Content = yaml.DocumentNode, []*yaml.Node{{Kind: yaml.MappingNode}}
	}
	return d, d.asMapping(d.doc.Content[0])
}

func (d *document) encode() ([]byte, error) {
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	err := errors.Join(enc.Encode(d.doc), enc.Close())
	return b.Bytes(), err
}

// root is the mapping of current and profiles.
func (d *document) root() *yaml.Node { return d.doc.Content[0] }

// setCurrent names the current profile; "" names none. A comment above the
// first key is likely about the file, and stays.
func (d *document) setCurrent(name string) {
	m := d.root()
	if name != "" {
		put(m, "current", name, []string{"current"})
		return
	}
	if i := find(m, "current"); i == 0 && len(m.Content) > 2 && m.Content[2].HeadComment == "" {
		m.Content[2].HeadComment = m.Content[0].HeadComment
	}
	remove(m, "current")
}

// profiles is the mapping of the profiles.
func (d *document) profiles() (*yaml.Node, error) {
	return d.mapping(d.root(), "profiles")
}

// set changes the settings of a profile, which it makes if there is none.
func (d *document) set(name string, values map[string]string) error {
	all, err := d.profiles()
	if err != nil {
		return err
	}
	settings, err := d.mapping(all, name)
	if err != nil {
		return err
	}
	order := keyNames()
	for _, key := range order {
		for given, value := range values {
			switch {
			case !strings.EqualFold(given, key):
			case value == "":
				remove(settings, key)
			default:
				put(settings, key, value, order)
			}
		}
	}
	return nil
}

// mapping finds the mapping below a key, or makes it.
func (d *document) mapping(m *yaml.Node, key string) (*yaml.Node, error) {
	if i := find(m, key); i >= 0 {
		return m.Content[i+1], d.asMapping(m.Content[i+1])
	}
	below := &yaml.Node{Kind: yaml.MappingNode}
	m.Content = append(m.Content, scalar(key), below)
	return below, nil
}

// asMapping makes a mapping of a value that is empty. What is written as an
// alias of another value cannot be changed for itself.
func (d *document) asMapping(n *yaml.Node) error {
	switch {
	case n.Kind == yaml.MappingNode:
		return nil
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		n.Kind, n.Tag, n.Value = yaml.MappingNode, "", ""
		return nil
	}
	return apierr.New(apierr.Usage, d.path, "the file is written in a way that cannot be changed here (an alias, perhaps)").
		WithHint("change it with an editor")
}

// find gives the place of a key in a mapping, -1 if it has none. Keys mean
// the same in any case, as viper reads them.
func find(m *yaml.Node, key string) int {
	for i := 0; i+1 < len(m.Content); i += 2 {
		if strings.EqualFold(m.Content[i].Value, key) {
			return i
		}
	}
	return -1
}

// put sets a key. A new one goes before those that follow it in order.
func put(m *yaml.Node, key, value string, order []string) {
	if i := find(m, key); i >= 0 {
		old := m.Content[i+1]
		n := scalar(value)
		n.LineComment, n.FootComment = old.LineComment, old.FootComment
		m.Content[i+1] = n
		return
	}
	at := len(m.Content)
	for i := 0; i+1 < len(m.Content); i += 2 {
		if rank(order, m.Content[i].Value) > rank(order, key) {
			at = i
			break
		}
	}
	m.Content = slices.Insert(m.Content, at, scalar(key), scalar(value))
}

// rank is a key's place in an order; one that it does not name comes last.
func rank(order []string, key string) int {
	i := slices.IndexFunc(order, func(s string) bool { return strings.EqualFold(s, key) })
	if i < 0 {
		return len(order)
	}
	return i
}

// remove takes a key out.
func remove(m *yaml.Node, key string) {
	if i := find(m, key); i >= 0 {
		m.Content = slices.Delete(m.Content, i, i+2)
	}
}

func scalar(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
}
