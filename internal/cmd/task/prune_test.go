package taskcmd

import (
	"errors"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func TestPruneDoesNotAdviseToDoWithoutAJournal(t *testing.T) {
	t.Parallel()
	unwritable := &apierr.Error{Code: "JournalUnwritable", Message: "read-only", Hint: "or add --no-journal"}
	err := withoutJournalHint(errors.Join(unwritable, errors.New("another")))
	if hint := apierr.As(err).Hint; hint == "" || strings.Contains(hint, "--no-journal") {
		t.Errorf("hint %q", hint)
	}
	if err := withoutJournalHint(nil); err != nil {
		t.Error(err)
	}
}
