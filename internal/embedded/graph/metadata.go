package graph

func (x *exchange) csdl() error { return notAllowed() }
