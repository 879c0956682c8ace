package completioncmd

import (
	"io"

	"github.com/spf13/cobra"
)

// Bash writes the script for bash: cobra's, which needs the package
// bash-completion to part the line into words, with a stand-in for where the
// package is not there. Of two functions with one name bash takes the last.
func Bash(w io.Writer, root *cobra.Command) error {
	if err := root.GenBashCompletionV2(w, true); err != nil {
		return err
	}
	_, err := io.WriteString(w, bashWords)
	return err
}

// bashWords puts together again what bash parted at "=" and ":" (its
// COMP_WORDBREAKS): pieces of COMP_WORDS between which the line has no space.
const bashWords = `
__tenantctl_init_completion()
{
    COMPREPLY=()
    if declare -F _get_comp_words_by_ref >/dev/null 2>&1; then
        _get_comp_words_by_ref "$@" cur prev words cword
        return
    fi
    local i piece line="${COMP_LINE}" joined=""
    words=() cword=0
    for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
        piece="${COMP_WORDS[i]}"
        if [[ -n ${joined} && ${line} != [[:space:]]* && (${piece} == [=:]* || ${joined} == *[=:]) ]]; then
            words[${#words[@]}-1]+="${piece}"
        else
            words+=("${piece}")
        fi
        line="${line#*"${piece}"}"
        joined="${words[${#words[@]}-1]}"
        if ((i == COMP_CWORD)); then
            cword=$((${#words[@]} - 1))
        fi
    done
    cur="${words[cword]}" prev=""
    if ((cword > 0)); then
        prev="${words[cword-1]}"
    fi
}
`
