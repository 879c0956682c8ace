package aadgraph

func (x *exchange) differential(*target) error {
	return unsupported("Differential queries are not served.")
}
