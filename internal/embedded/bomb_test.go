package embedded_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

// bomb is a JSON text of 200 MB as gzip, some 200 kB: parts that unpack to one
// text, of which the long one is packed once.
func bomb(t *testing.T) string {
	t.Helper()
	return packed(t, `{"displayName":"`) + strings.Repeat(packed(t, strings.Repeat("x", 1<<20)), 200) + packed(t, `"}`)
}

func packed(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
