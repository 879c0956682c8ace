package embedded_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"testing"
)

// bomb is a JSON text of 200 MB as gzip, some 200 kB.
func bomb(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, `{"displayName":"`)
	if _, err := io.Copy(w, io.LimitReader(endless{}, 200<<20)); err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, `"}`)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
