package output

import "github.com/tenantctl/tenantctl/pkg/odata"

// AppendYAML appends an object as a YAML document in block style; members keep
// their order.
func AppendYAML(dst []byte, o *odata.Object) []byte {
	y := yamlText{dst: dst}
	y.object(o, 0)
	return y.dst
}
