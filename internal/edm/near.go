package edm

import (
	"cmp"
	"slices"
	"strings"
)

// Near gives those of the candidates that someone may have meant who wrote
// word: at most three, the likeliest first, compared in lower case. Near are
// those within an edit distance (a letter put in, left out, changed, or two
// swapped) of 3, less for short words; if there are none, those that begin
// with the word or have it in them, and those whose last word is near it
// (displayName for nme).
func Near(word string, candidates []string) []string {
	type scored struct {
		text     string
		distance int
	}
	lower := strings.ToLower(word)
	bound := nearBound(len(lower))
	var found, within []scored
	for _, c := range candidates {
		low := strings.ToLower(c)
		if d := distance(lower, low, bound); d <= bound {
			found = append(found, scored{c, d})
		} else if holds(c, lower) {
			within = append(within, scored{c, len(low)})
		}
	}
	if len(found) == 0 {
		found = within
	}
	slices.SortStableFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.text, b.text))
	})
	found = slices.Compact(found)
	var near []string
	for _, s := range found[:min(3, len(found))] {
		near = append(near, s.text)
	}
	return near
}

// holds tells whether a candidate begins with the word, has it in itself, or
// ends in a word near to it.
func holds(candidate, word string) bool {
	low := strings.ToLower(candidate)
	if len(word) < 3 {
		return word != "" && strings.HasPrefix(low, word)
	}
	last := strings.LastIndexFunc(candidate, func(r rune) bool { return r < 'a' || r > 'z' })
	if strings.Contains(low, word) || last <= 0 {
		return strings.Contains(low, word)
	}
	end, bound := strings.TrimLeft(low[last:], "-_./"), nearBound(len(word))
	return len(end) >= len(word) && distance(word, end, bound) <= bound
}

func nearBound(length int) int {
	switch {
	case length <= 2:
		return 0
	case length <= 4:
		return 1
	case length <= 7:
		return 2
	}
	return 3
}

// distance is the restricted Damerau-Levenshtein distance of a and b in
// bytes, or more than bound if it is more than that.
func distance(a, b string, bound int) int {
	if d := len(a) - len(b); d > bound || -d > bound {
		return bound + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// Distance is the number of characters to put in, leave out or change to make
// one text of the other (Levenshtein).
func Distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, c := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, d := range to {
			change := diagonal
			if c != d {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(to)]
}

// didYouMean is the end of a message about an unknown word: "" or
// "; near it: a, b".
func didYouMean(near []string) string {
	if len(near) == 0 {
		return ""
	}
	return "; did you mean " + strings.Join(near, " or ") + "?"
}
