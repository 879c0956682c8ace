package store

type order struct {
	Path string
	Desc bool
}
type search interface{ String() string }
