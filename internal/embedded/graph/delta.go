package graph

func (x *exchange) delta(*target) error { return notAllowed() }
