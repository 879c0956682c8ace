package cmdkit

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// nameCache keeps the names that completion found, by profile and set and by
// what was typed, in one small owner-only file. It is a convenience: damage
// and failing writes are passed over.
type nameCache struct {
	file    string
	now     func() time.Time
	Entries []nameEntry `json:"entries"`
}

type nameEntry struct {
	Key   string    `json:"key"`
	Typed string    `json:"typed"`
	At    time.Time `json:"at"`
	Names []string  `json:"names"`
}

// The bounds of the cache: what was found stands for a minute, and the file
// holds the last 50 answers.
const (
	nameLife   = time.Minute
	nameAnswer = 50
)

func openNameCache(file string, now func() time.Time) *nameCache {
	c := &nameCache{file: file, now: now}
	if file == "" {
		return c
	}
	if data, err := os.ReadFile(file); err == nil && json.Unmarshal(data, c) != nil {
		c.Entries = nil
	}
	return c
}

// get gives the names that begin with typed, if a fresh answer to this or,
// with shorter, to a shorter text holds them all. Where objects have several
// names, that to a shorter text does not: it holds only one of each.
func (c *nameCache) get(key, typed string, shorter bool) ([]string, bool) {
	for _, e := range c.Entries {
		whole := e.Typed == typed || shorter && len(e.Names) < maxNames && hasPrefixFold(typed, e.Typed)
		if e.Key != key || !whole || c.now().Sub(e.At) > nameLife {
			continue
		}
		list := []string{}
		for _, name := range e.Names {
			if hasPrefixFold(name, typed) {
				list = append(list, name)
			}
		}
		return list, true
	}
	return nil, false
}

func (c *nameCache) put(key, typed string, names []string) {
	if c.file == "" {
		return
	}
	c.Entries = append([]nameEntry{{key, typed, c.now(), names}}, c.Entries...)
	c.Entries = c.Entries[:min(len(c.Entries), nameAnswer)]
	data, err := json.Marshal(c)
	if err != nil {
		return
	}
	tmp, err := os.CreateTemp(filepath.Dir(c.file), ".names-*")
	if err != nil {
		return
	}
	_, err = tmp.Write(data)
	if tmp.Close() != nil || err != nil || os.Rename(tmp.Name(), c.file) != nil {
		os.Remove(tmp.Name())
	}
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
