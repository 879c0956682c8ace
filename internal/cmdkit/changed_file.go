package cmdkit

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// bookmarkVersion is of the form of the file.
const bookmarkVersion = 1

// bookmark is what the file of --changed holds: up to where a list of changes
// was read. The link is for whoever may read the directory only, and the
// client follows it to the directory's own address only.
type bookmark struct {
	Version int       `json:"version"`
	Profile string    `json:"profile"`
	Set     string    `json:"set"`
	Select  []string  `json:"select"`
	Link    string    `json:"link"`
	Time    time.Time `json:"time"`
}

// readBookmark reads the file, nil if there is none or it is empty. A file of
// another kind is an error, so that none is written over by mistake.
func readBookmark(path string) (*bookmark, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
			return nil, apierr.New(apierr.Usage, path, "there is no such folder")
		}
		return nil, nil
	}
	if err != nil {
		return nil, &apierr.Error{Kind: apierr.Usage, Target: path, Err: err}
	}
	if len(data) == 0 {
		return nil, nil
	}
	mark := new(bookmark)
	if json.Unmarshal(data, mark) != nil || mark.Version != bookmarkVersion || mark.Link == "" {
		return nil, apierr.New(apierr.Usage, path, "no list with --changed has written this file").
			WithHint("name a file of its own, which is made if it is not there")
	}
	return mark, nil
}

// write keeps the bookmark.
func (b *bookmark) write(path string, now time.Time) error {
	b.Time = now.UTC()
	data, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	return output.ReplaceFile(path, append(data, '\n'))
}
