package graph

// setVerifiedPublisher takes the organization for the publisher of an
// application, by its number in Microsoft's partner programme.
func (x *exchange) setVerifiedPublisher(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	id, err := textArgument(args, "verifiedPublisherId")
	if err != nil {
		return err
	}
	return x.verifyPublisher(t, id)
}

func (x *exchange) unsetVerifiedPublisher(t *target) error { return x.verifyPublisher(t, "") }

func (x *exchange) verifyPublisher(t *target, id string) error {
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	if err := x.s.core.SetVerifiedPublisher(x.r.Context(), r.ID, id); err != nil {
		return err
	}
	return x.noContent()
}
