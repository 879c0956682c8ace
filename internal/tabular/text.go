package tabular

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxSize bounds a file, in bytes. The service that the task operations come
// from takes 50 MB of Shift-JIS (facts/tasks.md, section 2); UTF-8 and UTF-16
// take up to twice as much for the same people.
const MaxSize = 100 << 20

// text is a file's content in UTF-8.
type text struct {
	data   []byte // without byte order mark; a file of CR line ends has LF
	bom    bool
	sha256 string // of the bytes as read, hexadecimal
}

func readText(r io.Reader) (*text, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if len(raw) > MaxSize {
		return nil, invalid("larger than %d MB", MaxSize>>20).
			WithHint("split the file, with the heading line at the head of each part")
	}
	sum := sha256.Sum256(raw)
	t := &text{sha256: hex.EncodeToString(sum[:])}
	if t.data, t.bom, err = decode(raw); err != nil {
		return nil, err
	}
	if !bytes.ContainsRune(t.data, '\n') {
		t.data = bytes.ReplaceAll(t.data, []byte("\r"), []byte("\n"))
	}
	return t, nil
}

// decode gives UTF-8 and whether there was a byte order mark.
func decode(raw []byte) (data []byte, bom bool, err error) {
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return nil, false, invalid("a workbook or ZIP archive, not text").
			WithHint(`Save the sheet as "CSV UTF-8 (Comma delimited)".`)
	}
	if big, mark, ok := isUTF16(raw); ok {
		data, err = decodeUTF16(raw[mark:], big)
		bom = mark > 0
	} else {
		data, bom = bytes.CutPrefix(raw, []byte("\xEF\xBB\xBF"))
	}
	if err != nil {
		return nil, false, err
	}
	return data, bom, checkText(data)
}

// isUTF16 tells UTF-16 by its byte order mark (then mark is 2), or by the
// beginning of the file: headings are ASCII, so that every other byte is 0.
func isUTF16(raw []byte) (big bool, mark int, ok bool) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return false, 2, true
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return true, 2, true
	case len(raw) < 4:
		return false, 0, false
	}
	const enough = 10 // characters; the shortest heading line has more
	head := raw[:min(len(raw)&^1, 2*enough)]
	var high, low int
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			high++
		}
		if head[i+1] == 0 {
			low++
		}
	}
	n := len(head) / 2
	big = high == n && low == 0
	return big, 0, big || low == n && high == 0
}

func decodeUTF16(raw []byte, big bool) ([]byte, error) {
	out := make([]byte, 0, len(raw)/2+len(raw)/8)
	line := 1
	for i := 0; i < len(raw); i += 2 {
		if i+1 == len(raw) {
			return nil, invalid("line %d: the file ends within a UTF-16 character", line).WithHint(hintCut)
		}
		r := unit(raw[i:], big)
		if utf16.IsSurrogate(r) {
			if i+3 < len(raw) {
				r = utf16.DecodeRune(r, unit(raw[i+2:], big))
			} else {
				r = utf8.RuneError
			}
			if r == utf8.RuneError {
				return nil, invalid("line %d: half a UTF-16 character", line).WithHint(hintCut)
			}
			i += 2
		}
		if r == '\n' {
			line++
		}
		out = utf8.AppendRune(out, r)
	}
	return out, nil
}

func unit(b []byte, big bool) rune {
	if big {
		return rune(b[0])<<8 | rune(b[1])
	}
	return rune(b[1])<<8 | rune(b[0])
}

const hintCut = "the file may have been cut off; save or copy it again"

// checkText refuses what is not text, naming the line.
func checkText(data []byte) error {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return invalid("line %d: not text (a NUL byte)", lineAt(data, i)).
			WithHint(`give a CSV file; a sheet is saved as one with "CSV UTF-8 (Comma delimited)"`)
	}
	if utf8.Valid(data) {
		return nil
	}
	at := 0
	for at < len(data) {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return invalid("line %d: not UTF-8 (byte 0x%02X)", lineAt(data, at), data[at]).
		WithHint(`The file may be in another encoding. Save it as "CSV UTF-8", or convert it: ` +
			"iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW (Japanese: -f SHIFT_JIS).")
}

// lineAt is the line, from 1, of a place in a text with LF, CRLF or CR.
func lineAt(data []byte, at int) int {
	n := bytes.Count(data[:at], []byte("\n"))
	if n == 0 && !bytes.ContainsRune(data, '\n') {
		n = bytes.Count(data[:at], []byte("\r"))
	}
	return n + 1
}
